//! botocore from PyPI: fetched once, held to its hash, read without being unpacked.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

use miniz_oxide::inflate::decompress_to_vec;
use sha2::{Digest, Sha256};

use super::inputs::Lock;

/// A zip archive in memory: where each file's packed bytes lie.
pub(crate) struct Wheel {
    bytes: Vec<u8>,
    files: BTreeMap<String, Packed>,
}

#[derive(Clone, Copy)]
struct Packed {
    is_deflated: bool,
    length: usize,
    /// Where the file's own header starts.
    header: usize,
}

/// The wheel of the lock: the given file, or one that was fetched before, or one from PyPI.
pub(crate) fn wheel(lock: &Lock, given: Option<&Path>, keep: &Path) -> io::Result<Wheel> {
    let path = match given {
        Some(path) => path.to_owned(),
        None => fetch(lock, keep)?,
    };
    let bytes = fs::read(&path)?;
    let hash = hex(&Sha256::digest(&bytes));
    if hash != lock.sha256 {
        return Err(io::Error::other(format!(
            "{} has the hash {hash}, not {}; without it, it is fetched again",
            path.display(),
            lock.sha256
        )));
    }
    let files = directory(&bytes).ok_or_else(|| io::Error::other("the wheel is no zip archive"))?;
    Ok(Wheel { bytes, files })
}

/// pip knows proxies and mirrors, so it does the download.
fn fetch(lock: &Lock, keep: &Path) -> io::Result<PathBuf> {
    let path = keep.join(format!("botocore-{}-py3-none-any.whl", lock.version));
    if path.exists() {
        return Ok(path);
    }
    fs::create_dir_all(keep)?;
    let status = Command::new("python3")
        .args(["-m", "pip", "download", "--quiet", "--no-deps", "--dest"])
        .arg(keep)
        .arg(format!("botocore=={}", lock.version))
        .status()?;
    if !status.success() {
        return Err(io::Error::other("pip could not download botocore"));
    }
    Ok(path)
}

impl Wheel {
    /// The names of all files.
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        self.files.keys().map(String::as_str)
    }

    /// Whether there is a file of that name.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.files.contains_key(name)
    }

    /// A file's bytes, those inside it where it is a `.gz`.
    pub(crate) fn read(&self, name: &str) -> io::Result<Vec<u8>> {
        let broken = || io::Error::other(format!("{name} cannot be read from the wheel"));
        let file = self.files.get(name).ok_or_else(broken)?;
        let packed = self.packed(*file).ok_or_else(broken)?;
        let bytes = if file.is_deflated {
            decompress_to_vec(packed).map_err(|_| broken())?
        } else {
            packed.to_vec()
        };
        match bytes.strip_prefix(&[0x1f, 0x8b]) {
            Some(_) => gunzip(&bytes).ok_or_else(broken),
            None => Ok(bytes),
        }
    }

    /// Behind the file's own header, whose name and extra field have lengths of their own.
    fn packed(&self, file: Packed) -> Option<&[u8]> {
        let header = self.bytes.get(file.header..)?;
        let start = 30 + short(header, 26)? + short(header, 28)?;
        header.get(start..start + file.length)
    }
}

/// The central directory: PKWARE's APPNOTE, sections 4.3.12 and 4.3.16, without zip64.
fn directory(bytes: &[u8]) -> Option<BTreeMap<String, Packed>> {
    let end = bytes.windows(4).rposition(|it| it == b"PK\x05\x06")?;
    let end = bytes.get(end..)?;
    let mut at = long(end, 16)?;
    let mut files = BTreeMap::new();
    for _ in 0..short(end, 10)? {
        let entry = bytes.get(at..)?;
        let name_length = short(entry, 28)?;
        let name = std::str::from_utf8(entry.get(46..46 + name_length)?).ok()?;
        let file = Packed {
            is_deflated: short(entry, 10)? == 8,
            length: long(entry, 20)?,
            header: long(entry, 42)?,
        };
        files.insert(name.to_owned(), file);
        at += 46 + name_length + short(entry, 30)? + short(entry, 32)?;
    }
    Some(files)
}

/// What is in a gzip file: RFC 1952, with no other optional field than a name.
fn gunzip(bytes: &[u8]) -> Option<Vec<u8>> {
    const NAMED: u8 = 8;
    let mut body = bytes.get(10..)?;
    match *bytes.get(3)? {
        0 => {}
        NAMED => body = body.get(body.iter().position(|it| *it == 0)? + 1..)?,
        _ => return None,
    }
    decompress_to_vec(body).ok()
}

fn short(bytes: &[u8], at: usize) -> Option<usize> {
    let bytes = bytes.get(at..at + 2)?.try_into().ok()?;
    Some(usize::from(u16::from_le_bytes(bytes)))
}

fn long(bytes: &[u8], at: usize) -> Option<usize> {
    let bytes = bytes.get(at..at + 4)?.try_into().ok()?;
    usize::try_from(u32::from_le_bytes(bytes)).ok()
}

/// Bytes in hexadecimal.
pub(crate) fn hex(bytes: &[u8]) -> String {
    let halves = bytes.iter().flat_map(|byte| [byte >> 4, byte & 0xf]);
    halves
        .filter_map(|half| char::from_digit(u32::from(half), 16))
        .collect()
}
