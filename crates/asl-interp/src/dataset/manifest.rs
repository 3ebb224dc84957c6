//! Manifests: files that name the files which hold the items.

use serde_json::Value;

use super::{Csv, Format, Headers, Unreadable, text};
use crate::objects::Location;

/// The files that the manifest of an S3 Inventory report lists, and how they are laid out.
///
/// Source: S3 user guide, "Locating your inventory list". Step Functions takes reports in CSV.
pub(crate) fn inventory_files(content: &[u8]) -> Result<(Vec<Location>, Format), Unreadable> {
    let manifest: Value = serde_json::from_str(&text(content)).map_err(|error| {
        Unreadable::new(format!(
            "The S3 Inventory manifest cannot be parsed: {error}"
        ))
    })?;
    let format = member(&manifest, "fileFormat")?;
    if format != "CSV" {
        let cause = format!("An S3 Inventory report must be in CSV, but this one is in {format}.");
        return Err(Unreadable::new(cause));
    }
    let bucket = member(&manifest, "destinationBucket")?;
    let bucket = bucket.rsplit(':').next().unwrap_or(bucket);
    let names = member(&manifest, "fileSchema")?.split(',');
    let files = manifest.get("files").and_then(Value::as_array);
    let files: Result<Vec<Location>, Unreadable> = files
        .ok_or_else(|| missing("files"))?
        .iter()
        .map(|file| Ok(Location::new(bucket, member(file, "key")?)))
        .collect();
    let csv = Csv {
        headers: Headers::Given(names.map(|name| name.trim().to_owned()).collect()),
        delimiter: b',',
    };
    Ok((files?, Format::Csv(csv)))
}

/// The files that the manifest of an Athena `UNLOAD` query lists: one address in each line.
///
/// Source: Athena user guide, "UNLOAD", and developer guide, "ItemReader (Map)".
pub(crate) fn unload_files(content: &[u8]) -> Result<Vec<Location>, Unreadable> {
    let content = text(content);
    let addresses = content.lines().map(|line| line.trim().trim_matches('"'));
    addresses
        .filter(|address| !address.is_empty())
        .map(|address| {
            Location::parse(address).ok_or_else(|| {
                Unreadable::new(format!(
                    "The manifest names '{address}', which is no object."
                ))
            })
        })
        .collect()
}

fn member<'a>(value: &'a Value, name: &str) -> Result<&'a str, Unreadable> {
    let text = value.get(name).and_then(Value::as_str);
    text.ok_or_else(|| missing(name))
}

fn missing(name: &str) -> Unreadable {
    Unreadable::new(format!("The S3 Inventory manifest has no '{name}'."))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::super::{gzip, read};
    use super::*;

    fn manifest() -> Value {
        json!({
            "sourceBucket": "source",
            "destinationBucket": "arn:aws:s3:::inventory",
            "version": "2016-11-30",
            "fileFormat": "CSV",
            "fileSchema": "Bucket, Key, Size",
            "files": [{ "key": "data/one.csv.gz", "size": 5, "MD5checksum": "x" }],
        })
    }

    #[test]
    fn inventories() {
        let (files, format) = inventory_files(manifest().to_string().as_bytes()).unwrap();
        assert_eq!(files, [Location::new("inventory", "data/one.csv.gz")]);
        let report = gzip::pack(b"\"source\",\"a/b.txt\",\"12\"\n");
        let items = read(&report, &format, 9).unwrap();
        assert_eq!(
            items.values,
            [json!({ "Bucket": "source", "Key": "a/b.txt", "Size": "12" })]
        );
    }

    #[test]
    fn inventories_that_are_not_whole() {
        for name in ["destinationBucket", "fileFormat", "fileSchema", "files"] {
            let mut manifest = manifest();
            manifest.as_object_mut().unwrap().remove(name);
            let error = inventory_files(manifest.to_string().as_bytes()).unwrap_err();
            assert!(error.0.contains(name), "{}", error.0);
        }
        let mut parquet = manifest();
        parquet["fileFormat"] = json!("Parquet");
        assert!(inventory_files(parquet.to_string().as_bytes()).is_err());
        assert!(inventory_files(b"Bucket,Key").is_err());
    }

    #[test]
    fn unloads() {
        let files = unload_files(b"s3://b/one.gz\n\"s3://b/two.gz\"\r\n\n").unwrap();
        assert_eq!(
            files,
            [Location::new("b", "one.gz"), Location::new("b", "two.gz")]
        );
        assert!(unload_files(b"one.gz\n").is_err());
    }
}
