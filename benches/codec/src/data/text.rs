//! Strings of an exact length.

use crate::data::Random;

#[derive(Clone, Copy)]
pub(crate) enum Text {
    /// Lower-case words.
    Ascii,
    /// Words of one of [`SCRIPTS`] a string.
    Unicode,
}

/// What the strings that are not ASCII are made of.
pub(crate) const SCRIPTS: [(&str, &str); 4] = [
    ("French", "aàâbcdeéèêfghiîïjklmnoôpqrstuùûvwxyz "),
    ("Russian", "абвгдежзийклмнопрстуфхцчшщъыьэюя "),
    ("Chinese", "的一是不了人我在有他这中大来上国个到说们"),
    ("English with emoji", "abcdefg 🦀🌍🎉👍"),
];

const ASCII: &str = "abcdefghijklmnopqrstuvwxyz     ";

impl Text {
    /// So many bytes: letters, and full stops where no letter fits.
    pub(crate) fn of(self, length: usize, random: &mut Random) -> String {
        let alphabet = match self {
            Self::Ascii => ASCII,
            Self::Unicode => SCRIPTS[random.below(SCRIPTS.len() as u64) as usize].1,
        };
        let letters: Vec<char> = alphabet.chars().collect();
        let mut text = String::with_capacity(length);
        loop {
            let letter = letters[random.below(letters.len() as u64) as usize];
            if text.len() + letter.len_utf8() > length {
                break;
            }
            text.push(letter);
        }
        text.extend(std::iter::repeat_n('.', length - text.len()));
        text
    }
}
