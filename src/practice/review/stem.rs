//! Words without their endings, so that a plural or a tense makes no difference. Rough on purpose: two words are only
//! ever compared with each other.

/// Words whose forms share no stem.
fn irregular(key: &str) -> Option<&'static str> {
    Some(match key {
        "saw" | "seen" => "see",
        "said" | "says" => "say",
        "went" | "gone" | "goes" => "go",
        "told" => "tell",
        "took" | "taken" => "take",
        "came" => "come",
        "kept" => "keep",
        "slept" => "sleep",
        "left" => "leave",
        "made" => "make",
        "found" => "find",
        "gave" | "given" => "give",
        "got" => "get",
        "felt" => "feel",
        "thought" => "think",
        "began" | "begun" => "begin",
        "brought" => "bring",
        "bought" => "buy",
        "rang" | "rung" => "ring",
        "spoke" | "spoken" => "speak",
        "wrote" | "written" => "write",
        "drew" | "drawn" => "draw",
        "met" => "meet",
        "ate" | "eaten" => "eat",
        "drank" | "drunk" => "drink",
        "woke" => "wake",
        "broke" | "broken" => "break",
        "hid" => "hide",
        "ran" => "run",
        "sat" => "sit",
        "stood" => "stand",
        "held" => "hold",
        "knew" | "known" => "know",
        "grew" | "grown" => "grow",
        "lost" => "lose",
        "paid" => "pay",
        "sent" => "send",
        "spent" => "spend",
        "taught" => "teach",
        "caught" => "catch",
        "fell" | "fallen" => "fall",
        "wore" | "worn" => "wear",
        "won" => "win",
        "led" => "lead",
        "lay" => "lie",
        "understood" => "understand",
        "became" => "become",
        "heard" => "hear",
        "showed" | "shown" => "show",
        "chose" | "chosen" => "choose",
        "shook" => "shake",
        "threw" => "throw",
        "children" => "child",
        "men" => "man",
        "women" => "woman",
        "lives" => "live",
        "feet" => "foot",
        "teeth" => "tooth",
        "does" | "did" | "done" => "do",
        "has" | "had" => "have",
        "was" | "were" | "is" | "are" => "be",
        "sold" => "sell",
        "built" => "build",
        "lent" => "lend",
        "meant" => "mean",
        "dealt" => "deal",
        _ => return None,
    })
}

/// The stem of a folded word.
pub(super) fn stem(key: &str) -> &str {
    if let Some(stem) = irregular(key) {
        return shorter(stem);
    }
    if !key.is_ascii() {
        return key;
    }
    if key.len() < 4 {
        return shorter(key);
    }
    for (ending, least) in
        [("ingly", 4), ("edly", 4), ("ies", 2), ("ing", 3), ("ied", 2), ("ed", 3), ("es", 3), ("ly", 4), ("s", 3)]
    {
        if let Some(stem) = key.strip_suffix(ending)
            && stem.len() >= least
            && !(ending == "s" && (stem.ends_with('s') || stem.ends_with('u')))
        {
            return shorter(stem);
        }
    }
    shorter(key)
}

/// Without a last e or y, and without the second of two like letters: make and making, stop and stopped, try and tries.
fn shorter(stem: &str) -> &str {
    let short = stem.strip_suffix(['e', 'y', 'i']).filter(|short| short.len() >= 2).unwrap_or(stem);
    let bytes = short.as_bytes();
    match bytes {
        [.., one, two] if one == two && short.len() > 3 => &short[..short.len() - 1],
        _ => short,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("visited", "visits")]
    #[case("making", "makes")]
    #[case("make", "made")]
    #[case("stopped", "stop")]
    #[case("tries", "try")]
    #[case("saw", "sees")]
    #[case("locks", "locked")]
    #[case("hungry", "hungry")]
    fn forms_of_one_word_have_one_stem(#[case] one: &str, #[case] other: &str) {
        assert_eq!(stem(one), stem(other));
    }

    #[test]
    fn different_words_keep_apart() {
        for (one, other) in [("bed", "bee"), ("lock", "look"), ("school", "shoe"), ("rent", "ring")] {
            assert_ne!(stem(one), stem(other));
        }
    }
}
