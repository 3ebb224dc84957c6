//! Objects of S3 on disk: a JSON file of bucket, key and text, or a folder `DIR/bucket/key`.

use std::path::Path;

use asl_interp::{Object, Objects};

use crate::files;
use crate::status::Failure;

/// Reads the objects of a file or of a folder. Files of a folder are as old as the execution,
/// whatever the disk says, so that the same run gives the same history.
pub(crate) fn load(path: &Path) -> Result<Objects, Failure> {
    if path.is_dir() {
        return load_folder(path);
    }
    let json = files::read_json(path)?;
    Objects::from_json(&json).map_err(|error| Failure::new(format!("{}: {error}", path.display())))
}

/// Makes the folder for [`save`], so that nothing runs in vain.
pub(crate) fn make_folder(folder: &Path) -> Result<(), Failure> {
    if folder.is_file() {
        let folder = folder.display();
        return Err(Failure::new(format!(
            "{folder}: a file, where a folder is needed"
        )));
    }
    std::fs::create_dir_all(folder).map_err(|error| failure(folder, &error))
}

/// Writes objects below a folder, as [`load`] reads them.
pub(crate) fn save(folder: &Path, objects: &Objects) -> Result<(), Failure> {
    for (bucket, key, object) in objects.iter() {
        let outside = |part: &str| part.is_empty() || part == "." || part == "..";
        if outside(bucket) || key.split('/').any(outside) {
            return Err(Failure::new(format!(
                "the object s3://{bucket}/{key} has no place below {}",
                folder.display()
            )));
        }
        let path = folder.join(bucket).join(key);
        let failed = |error| failure(&path, &error);
        if let Some(parent) = path.parent() {
            std::fs::create_dir_all(parent).map_err(failed)?;
        }
        std::fs::write(&path, &object.content).map_err(failed)?;
    }
    Ok(())
}

fn load_folder(folder: &Path) -> Result<Objects, Failure> {
    let mut objects = Objects::default();
    for (name, path) in entries(folder)? {
        if path.is_dir() {
            objects.add_bucket(&name);
            load_below(&path, &name, "", &mut objects)?;
        } else if !name.starts_with('.') {
            return Err(Failure::new(format!(
                "{}: a file where a bucket's folder is needed (DIR/bucket/key)",
                path.display()
            )));
        }
    }
    Ok(objects)
}

fn load_below(
    folder: &Path,
    bucket: &str,
    prefix: &str,
    objects: &mut Objects,
) -> Result<(), Failure> {
    for (name, path) in entries(folder)? {
        let key = format!("{prefix}{name}");
        if path.is_dir() {
            load_below(&path, bucket, &format!("{key}/"), objects)?;
        } else {
            let content = std::fs::read(&path).map_err(|error| failure(&path, &error))?;
            objects.insert(bucket, &key, Object::new(content));
        }
    }
    Ok(())
}

fn entries(folder: &Path) -> Result<Vec<(String, std::path::PathBuf)>, Failure> {
    let read = std::fs::read_dir(folder).map_err(|error| failure(folder, &error))?;
    read.map(|entry| {
        let path = entry.map_err(|error| failure(folder, &error))?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        Ok((name.into_owned(), path))
    })
    .collect()
}

fn failure(path: &Path, error: &std::io::Error) -> Failure {
    Failure::new(format!("{}: {error}", path.display()))
}
