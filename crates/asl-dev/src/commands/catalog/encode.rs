//! Writing numbers, strings and packed frames, as `asl_catalog::table` reads them.

use std::collections::BTreeMap;

use miniz_oxide::deflate::core::{
    CompressorOxide, TDEFLFlush, compress_to_output, create_comp_flags_from_zip_params,
};

/// Bytes in the making.
#[derive(Default)]
pub(crate) struct Writer {
    pub(crate) bytes: Vec<u8>,
}

impl Writer {
    /// An unsigned number, seven bits to a byte.
    pub(crate) fn number(&mut self, value: impl TryInto<u64>) {
        let mut rest: u64 = value.try_into().unwrap_or_default();
        while rest >= 0x80 {
            self.bytes.push((rest as u8) | 0x80);
            rest >>= 7;
        }
        self.bytes.push(rest as u8);
    }

    /// A number with a sign.
    pub(crate) fn signed(&mut self, value: i64) {
        self.number(((value << 1) ^ (value >> 63)).cast_unsigned());
    }

    /// A column of numbers.
    pub(crate) fn column(&mut self, values: impl IntoIterator<Item = u32>) {
        values.into_iter().for_each(|value| self.number(value));
    }

    /// How many numbers follow, and a column of them.
    pub(crate) fn counted(&mut self, values: &[u32]) {
        self.number(values.len());
        self.column(values.iter().copied());
    }

    /// A column of numbers that may be missing: 0, or the number and one.
    pub(crate) fn optional(&mut self, values: impl IntoIterator<Item = Option<u32>>) {
        self.column(values.into_iter().map(|value| value.map_or(0, |it| it + 1)));
    }

    /// A list of numbers for each of several things: their lengths, then all numbers.
    pub(crate) fn lists(&mut self, lists: &[Vec<u32>]) {
        self.column(lists.iter().map(|list| list.len() as u32));
        self.column(lists.iter().flatten().copied());
    }

    /// A length and the bytes of a text.
    pub(crate) fn text(&mut self, text: &str) {
        self.number(text.len());
        self.bytes.extend(text.as_bytes());
    }

    /// Strings, each with a line feed behind it.
    pub(crate) fn strings<'s>(&mut self, strings: impl IntoIterator<Item = &'s str>) {
        let lines: String = strings.into_iter().flat_map(|it| [it, "\n"]).collect();
        self.text(&lines);
    }
}

/// Strings that get numbers in their order.
#[derive(Default)]
pub(crate) struct Sorted {
    ids: BTreeMap<String, u32>,
}

impl Sorted {
    pub(crate) fn of<'s>(strings: impl IntoIterator<Item = &'s str>) -> Self {
        let mut ids: BTreeMap<String, u32> = strings
            .into_iter()
            .map(|string| (string.to_owned(), 0))
            .collect();
        for (at, id) in ids.values_mut().enumerate() {
            *id = at as u32;
        }
        Self { ids }
    }

    /// The number of a string that is among them.
    pub(crate) fn id(&self, string: &str) -> u32 {
        self.ids.get(string).copied().unwrap_or_default()
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &str> {
        self.ids.keys().map(String::as_str)
    }
}

/// The frame, packed as tightly as deflate can behind a dictionary.
pub(crate) fn pack(dictionary: &[u8], frame: &[u8]) -> Vec<u8> {
    // 10 is miniz_oxide's slowest level; the window is deflate's largest, without a zlib header.
    let mut state = CompressorOxide::new(create_comp_flags_from_zip_params(10, -15, 0));
    let mut packed = Vec::new();
    if !dictionary.is_empty() {
        // What comes out for the dictionary is thrown away; the window remembers it.
        compress_to_output(&mut state, dictionary, TDEFLFlush::Sync, |_| true);
    }
    compress_to_output(&mut state, frame, TDEFLFlush::Finish, |bytes| {
        packed.extend_from_slice(bytes);
        true
    });
    packed
}

#[cfg(test)]
mod tests {
    use super::{Writer, pack};
    use asl_catalog::table::{Reader, Strings, unpack};

    #[test]
    fn numbers_and_strings_come_back() {
        let mut writer = Writer::default();
        writer.number(300_u32);
        writer.signed(i64::MIN);
        writer.strings(["listTables", "listTags", "ünter", "über"]);
        let mut reader = Reader::new(&writer.bytes);
        assert_eq!(reader.number(), Some(300));
        assert_eq!(reader.signed(), Some(i64::MIN));
        let strings = Strings::read(&mut reader).expect("strings");
        assert_eq!([strings.get(1), strings.get(3)], ["listTags", "über"]);
        assert_eq!(reader.left(), 0);
    }

    #[test]
    fn frames_come_back_with_their_dictionary_alone() {
        let dictionary = b"listTagsForResource untagResource tagResource".as_slice();
        let frame = b"tagResource listTagsForResource".repeat(100);
        let packed = pack(dictionary, &frame);
        assert!(packed.len() < 60, "{}", packed.len());
        assert_eq!(
            unpack(dictionary, &packed, frame.len()),
            Some(frame.clone())
        );
        assert_ne!(unpack(b"", &packed, frame.len()), Some(frame.clone()));
        assert_eq!(unpack(dictionary, &packed[1..], frame.len()), None);
    }
}
