//! Packed frames: raw deflate behind a dictionary that all frames of a kind share.

use miniz_oxide::inflate::TINFLStatus;
use miniz_oxide::inflate::core::inflate_flags::TINFL_FLAG_USING_NON_WRAPPING_OUTPUT_BUF;
use miniz_oxide::inflate::core::{DecompressorOxide, decompress};

/// How far deflate looks back: a longer dictionary would be of no use.
pub const DICTIONARY_LIMIT: usize = 32 << 10;

/// No frame is as long; only a damaged table claims more.
const FRAME_LIMIT: usize = 8 << 20;

/// The bytes of a packed frame, `length` of them; `None` where it is damaged.
pub fn unpack(dictionary: &[u8], packed: &[u8], length: usize) -> Option<Vec<u8>> {
    if length > FRAME_LIMIT || dictionary.len() > DICTIONARY_LIMIT {
        return None;
    }
    // The frame may point back into the dictionary, so that stands before it.
    let start = dictionary.len();
    let mut bytes = vec![0; start + length];
    bytes.get_mut(..start)?.copy_from_slice(dictionary);
    let mut state = Box::<DecompressorOxide>::default();
    let flags = TINFL_FLAG_USING_NON_WRAPPING_OUTPUT_BUF;
    let (status, _, written) = decompress(&mut state, packed, &mut bytes, start, flags);
    let is_whole = status == TINFLStatus::Done && written == length;
    is_whole.then(|| bytes.split_off(start))
}
