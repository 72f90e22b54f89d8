//! Text ↔ a few bytes: deflate with a dictionary that both sides know.

use miniz_oxide::deflate::core::{
    CompressionStrategy, CompressorOxide, TDEFLFlush, TDEFLStatus, compress_to_output,
};
use miniz_oxide::inflate::TINFLStatus;
use miniz_oxide::inflate::core::inflate_flags::TINFL_FLAG_USING_NON_WRAPPING_OUTPUT_BUF;
use miniz_oxide::inflate::core::{DecompressorOxide, decompress};
use miniz_oxide::{DataFormat, MZ_DEFAULT_WINDOW_BITS};

/// Texts that cases of version 1 are likely to hold, the likeliest last. Existing links
/// were made with exactly these bytes, so they never change: another dictionary needs
/// another version.
const DICTIONARY: &str = include_str!("dictionary-1.txt");

/// Above this the last percent is not worth the time.
const LONG: usize = 1 << 16;

/// Why bytes cannot be unpacked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Unpack {
    /// They end too early.
    Short,
    /// They were never packed like this.
    Broken,
    /// They would become more than they may.
    Large,
}

/// The lines of the file in one; line ends are for its readers.
fn dictionary() -> String {
    DICTIONARY.lines().collect()
}

/// `text`, packed as small as possible.
pub(crate) fn pack(text: &[u8]) -> Vec<u8> {
    let level = if text.len() > LONG { 6 } else { 10 };
    let dictionary = dictionary();
    // Tables of its own cost a short text more than they save; which is shorter
    // shows when both are there.
    let mut best: Vec<u8> = Vec::new();
    for strategy in [CompressionStrategy::Fixed, CompressionStrategy::Default] {
        let mut packer = CompressorOxide::with_params(
            DataFormat::Raw,
            level,
            strategy,
            MZ_DEFAULT_WINDOW_BITS as u8,
        );
        // What has been packed is what later text may refer to. The flush ends
        // on a whole byte, so that what follows stands on its own.
        compress_to_output(&mut packer, dictionary.as_bytes(), TDEFLFlush::Sync, |_| {
            true
        });
        let mut packed = Vec::new();
        let (status, _) = compress_to_output(&mut packer, text, TDEFLFlush::Finish, |bytes| {
            packed.extend_from_slice(bytes);
            true
        });
        debug_assert_eq!(status, TDEFLStatus::Done);
        if best.is_empty() || packed.len() < best.len() {
            best = packed;
        }
    }
    best
}

/// The text again, of at most `limit` bytes.
pub(crate) fn unpack(packed: &[u8], limit: usize) -> Result<Vec<u8>, Unpack> {
    let mut out = dictionary().into_bytes();
    let start = out.len();
    let mut end = start;
    let mut read = 0;
    let mut unpacker = DecompressorOxide::new();
    loop {
        // Room is made as it is needed, so that a short link costs little.
        let room = (out.len() - start).max(1 << 12).min(limit + start - end);
        out.resize(end + room, 0);
        let rest = packed.get(read..).unwrap_or_default();
        let flags = TINFL_FLAG_USING_NON_WRAPPING_OUTPUT_BUF;
        let (status, taken, made) = decompress(&mut unpacker, rest, &mut out, end, flags);
        read += taken;
        end += made;
        match status {
            TINFLStatus::Done if read == packed.len() => {
                out.truncate(end);
                out.drain(..start);
                return Ok(out);
            }
            TINFLStatus::HasMoreOutput if end - start >= limit => return Err(Unpack::Large),
            TINFLStatus::HasMoreOutput => {}
            TINFLStatus::FailedCannotMakeProgress | TINFLStatus::NeedsMoreInput => {
                return Err(Unpack::Short);
            }
            _ => return Err(Unpack::Broken),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_dictionary_stays() {
        let text = dictionary();
        assert!(text.is_ascii());
        assert_eq!(
            (text.len(), adler2::adler32_slice(text.as_bytes())),
            (5043, 1_033_618_620)
        );
    }

    #[test]
    fn packed_and_unpacked() {
        let policies = r#"{"Version":"2012-10-17","Statement":[{"Effect":"Deny"}]}"#;
        let long = policies.repeat(3000);
        let noise: String = (0..50_000_u32)
            .map(|n| char::from(b' ' + (n.wrapping_mul(2_654_435_761) >> 25) as u8 % 90))
            .collect();
        for text in ["", "x", policies, &long, &noise] {
            let packed = pack(text.as_bytes());
            let unpacked = unpack(&packed, 1 << 20);
            assert_eq!(unpacked.as_deref(), Ok(text.as_bytes()));
            assert_eq!(unpack(&packed, text.len()).as_deref(), Ok(text.as_bytes()));
            for cut in 0..packed.len().min(40) {
                assert_eq!(unpack(&packed[..cut], 1 << 20), Err(Unpack::Short), "{cut}");
            }
            let mut more = packed;
            more.push(0);
            assert_eq!(unpack(&more, 1 << 20), Err(Unpack::Broken));
        }
        assert!(pack(policies.as_bytes()).len() < 12);
    }

    #[test]
    fn a_bomb_stays_small() {
        let packed = pack(&vec![b'a'; 50 << 20]);
        assert!(packed.len() < 100_000);
        assert_eq!(unpack(&packed, 1 << 20), Err(Unpack::Large));
        assert_eq!(unpack(&packed, 0), Err(Unpack::Large));
    }
}
