//! Archives, the same byte for byte for the same files, and their checksums.

use crate::digest::sha256;
use crate::error::{Error, Result};
use flate2::{Compression, GzBuilder};
use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use tar::{Builder, EntryType, Header};
use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

/// What unpacks where people use it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    TarGz,
    Zip,
}

impl Form {
    pub(crate) fn extension(self) -> &'static str {
        match self {
            Self::TarGz => ".tar.gz",
            Self::Zip => ".zip",
        }
    }
}

/// Packs all files below `folder` into `to`, below one folder called `top`. `programs` are those
/// that may be run; `time` is when each file is said to have been written.
pub(crate) fn pack(
    folder: &Path,
    top: &str,
    programs: &[&str],
    time: u64,
    to: &Path,
    form: Form,
) -> Result<()> {
    let work = || -> io::Result<()> {
        let mut files = Vec::new();
        list(folder, "", &mut files)?;
        files.sort();
        let files = files.into_iter().map(|name| {
            let program = programs.contains(&name.as_str());
            let mode = if program { 0o755 } else { 0o644 };
            (format!("{top}/{name}"), folder.join(name), mode)
        });
        match form {
            Form::TarGz => tar_gz(files, time, File::create(to)?),
            Form::Zip => zip(files, File::create(to)?),
        }
    };
    work().map_err(Error::because(format!("make `{}` writable", to.display())))
}

/// The names of all files below a folder, with `/` between their parts.
fn list(folder: &Path, prefix: &str, found: &mut Vec<String>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name();
        let name = name
            .to_str()
            .ok_or_else(|| io::Error::other("the name of a file is not UTF-8"))?;
        if entry.path().is_dir() {
            list(&entry.path(), &format!("{prefix}{name}/"), found)?;
        } else {
            found.push(format!("{prefix}{name}"));
        }
    }
    Ok(())
}

type Packed = (String, PathBuf, u32);

fn tar_gz(files: impl Iterator<Item = Packed>, time: u64, to: File) -> io::Result<()> {
    // Without a time and a name of its own.
    let compressed = GzBuilder::new().write(to, Compression::best());
    let mut tar = Builder::new(compressed);
    for (name, file, mode) in files {
        let bytes = fs::read(file)?;
        let mut header = Header::new_gnu();
        header.set_entry_type(EntryType::Regular);
        header.set_size(u64::try_from(bytes.len()).map_err(io::Error::other)?);
        header.set_mode(mode);
        header.set_mtime(time);
        tar.append_data(&mut header, name, bytes.as_slice())?;
    }
    tar.into_inner()?.finish()?.sync_all()
}

/// The times in it are the earliest that the format knows.
fn zip(files: impl Iterator<Item = Packed>, to: File) -> io::Result<()> {
    let mut zip = ZipWriter::new(to);
    for (name, file, mode) in files {
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Deflated)
            .last_modified_time(zip::DateTime::default())
            .unix_permissions(mode);
        zip.start_file(name, options)?;
        zip.write_all(&fs::read(file)?)?;
    }
    zip.finish()?.sync_all()
}

/// Writes a file with the checksum of each file in a folder beside it, as `sha256sum --check`
/// reads it, and returns the names.
pub(crate) fn write_checksums(folder: &Path) -> Result<Vec<String>> {
    let work = || -> io::Result<Vec<String>> {
        let mut names = Vec::new();
        list(folder, "", &mut names)?;
        names.retain(|name| !name.ends_with(".sha256"));
        names.sort();
        for name in &names {
            let sum = sha256(&fs::read(folder.join(name))?);
            let beside = folder.join(format!("{name}.sha256"));
            fs::write(beside, format!("{sum}  {name}\n"))?;
        }
        Ok(names)
    };
    work().map_err(Error::because(format!(
        "make `{}` writable",
        folder.display()
    )))
}

#[cfg(test)]
mod tests {
    use super::{Form, pack, write_checksums};
    use crate::release::Folder;
    use std::fs::{self, File};
    use std::io::Read as _;

    fn folder(name: &str) -> Folder {
        Folder::new(name, &[("in/vestibule", "program"), ("in/man/a.1", "text")])
    }

    #[test]
    fn a_tarball_holds_the_files_and_is_the_same_again() {
        let folder = folder("tar");
        let (inside, to) = (folder.0.join("in"), folder.0.join("x.tar.gz"));
        let again = folder.0.join("y.tar.gz");
        for to in [&to, &again] {
            pack(
                &inside,
                "top",
                &["vestibule"],
                1_700_000_000,
                to,
                Form::TarGz,
            )
            .unwrap();
        }
        assert_eq!(fs::read(&to).unwrap(), fs::read(&again).unwrap());
        let mut tar = tar::Archive::new(flate2::read::GzDecoder::new(File::open(&to).unwrap()));
        let mut found = Vec::new();
        for entry in tar.entries().unwrap() {
            let mut entry = entry.unwrap();
            let mut text = String::new();
            entry.read_to_string(&mut text).unwrap();
            let (path, header) = (entry.path().unwrap(), entry.header());
            let path = path.to_string_lossy().into_owned();
            assert_eq!(header.mtime().unwrap(), 1_700_000_000);
            found.push((path, header.mode().unwrap(), text));
        }
        let expected = [
            ("top/man/a.1".to_owned(), 0o644, "text".to_owned()),
            ("top/vestibule".to_owned(), 0o755, "program".to_owned()),
        ];
        assert_eq!(found, expected);
    }

    #[test]
    fn a_zip_holds_the_files_and_is_the_same_again() {
        let folder = folder("zip");
        let (inside, to) = (folder.0.join("in"), folder.0.join("x.zip"));
        let again = folder.0.join("y.zip");
        for to in [&to, &again] {
            pack(&inside, "top", &["vestibule"], 0, to, Form::Zip).unwrap();
        }
        assert_eq!(fs::read(&to).unwrap(), fs::read(&again).unwrap());
        let mut zip = zip::ZipArchive::new(File::open(&to).unwrap()).unwrap();
        let mut text = String::new();
        let mut program = zip.by_name("top/vestibule").unwrap();
        program.read_to_string(&mut text).unwrap();
        assert_eq!(
            (text.as_str(), program.unix_mode()),
            ("program", Some(0o100_755))
        );
        drop(program);
        assert_eq!(zip.len(), 2);
    }

    #[test]
    fn checksums_stand_beside_the_files() {
        let folder = Folder::new("sums", &[("a.zip", "abc"), ("old.sha256", "x")]);
        assert_eq!(write_checksums(&folder.0).unwrap(), ["a.zip"]);
        let written = fs::read_to_string(folder.0.join("a.zip.sha256")).unwrap();
        let sum = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert_eq!(written, format!("{sum}  a.zip\n"));
    }

    #[test]
    fn what_cannot_be_written_is_named() {
        let folder = folder("nowhere");
        let to = folder.0.join("none/x.zip");
        let error = pack(&folder.0, "top", &[], 0, &to, Form::Zip).unwrap_err();
        assert!(error.to_string().contains("none/x.zip"), "{error}");
    }
}
