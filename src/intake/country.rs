//! Countries by the names people write, in English, German, French, Dutch and Spanish, as ISO 3166-1 alpha-2 codes.
//! The names are in `assets/intake/countries.tsv`, those in other languages of the countries themselves in `countries_own.tsv`. The original words stay with the draft.

use std::collections::HashMap;
use std::sync::OnceLock;

use super::value;

const TABLE: &str = include_str!("../../assets/intake/countries.tsv");

/// What countries are called in their own languages.
const OWN: &str = include_str!("../../assets/intake/countries_own.tsv");

struct Index {
    by_name: HashMap<String, &'static str>,
    titles: HashMap<&'static str, &'static str>,
}

fn index() -> &'static Index {
    static INDEX: OnceLock<Index> = OnceLock::new();
    INDEX.get_or_init(|| {
        let mut by_name = HashMap::new();
        let mut titles = HashMap::new();
        let lines = || {
            TABLE.lines().filter(|line| !line.starts_with('#')).filter_map(|line| {
                let mut parts = line.split('\t');
                Some((parts.next()?, parts.next()?, parts.next()?))
            })
        };
        for (code, alpha3, names) in lines() {
            by_name.insert(code.to_lowercase(), code);
            if !alpha3.is_empty() {
                by_name.insert(alpha3.to_lowercase(), code);
            }
            if let Some(title) = names.split('|').next() {
                titles.insert(code, title);
            }
        }
        let own = OWN.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once('\t'));
        // Names come after codes: an abbreviation that is another country's code must not take its place.
        for (code, _, names) in lines() {
            for name in names.split('|') {
                by_name.entry(value::fold(name)).or_insert(code);
            }
        }
        for (code, names) in own {
            for name in names.split('|') {
                by_name.entry(value::fold(name)).or_insert(code);
            }
        }
        Index { by_name, titles }
    })
}

/// The alpha-2 code of a country written in any of the five languages, as alpha-2 or alpha-3 code.
pub fn country_code(text: &str) -> Option<&'static str> {
    let folded = value::fold(text);
    let names = &index().by_name;
    names.get(&folded).copied().or_else(|| {
        // "The Gambia", "la France", "die Schweiz".
        let words = value::fold_words(text);
        let (article, rest) = words.split_first()?;
        let is_article = matches!(
            article.as_str(),
            "the" | "die" | "der" | "das" | "la" | "le" | "les" | "l" | "de" | "het" | "el" | "los"
        );
        if is_article { names.get(&rest.concat()).copied() } else { None }
    })
}

/// The English name of an alpha-2 code.
pub fn country_title(code: &str) -> Option<&'static str> {
    index().titles.get(code).copied()
}

/// The English name of the country that somebody most likely meant, of whom no country is known by these words.
pub fn country_near(text: &str) -> Option<&'static str> {
    let folded = value::fold(text);
    let letters = folded.chars().count();
    // Of short words anything is near.
    if letters < 4 {
        return None;
    }
    let near = index().by_name.iter().filter(|(name, _)| name.chars().count() > 3);
    let near = near.map(|(name, code)| (strsim::osa_distance(&folded, name), *code));
    let (_, code) = near.filter(|(far, _)| far * 3 <= letters).min()?;
    country_title(code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_in_five_languages() {
        for (text, code) in [
            ("Germany", "DE"),
            ("Deutschland", "DE"),
            ("Allemagne", "DE"),
            ("Duitsland", "DE"),
            ("Alemania", "DE"),
            ("the Netherlands", "NL"),
            ("Pays-Bas", "NL"),
            ("Österreich", "AT"),
            ("Oesterreich", "AT"),
            ("U.S.A.", "US"),
            ("us", "US"),
            ("GBR", "GB"),
            ("UK", "GB"),
            ("España", "ES"),
            ("Côte d’Ivoire", "CI"),
            ("la France", "FR"),
            ("Türkiye", "TR"),
            ("Czech Republic", "CZ"),
            ("ÉTATS-UNIS", "US"),
            ("VS", "US"),
            ("日本", "JP"),
            ("中国", "CN"),
            ("대한민국", "KR"),
            ("РОССИЯ", "RU"),
            ("Ελλάδα", "GR"),
            ("Magyarország", "HU"),
            ("السعودية", "SA"),
        ] {
            assert_eq!(country_code(text), Some(code), "{text}");
        }
        assert_eq!(country_code("Atlantis"), None);
        assert_eq!(country_code(""), None);
        assert_eq!(country_title("DE"), Some("Germany"));
        assert_eq!(country_near("Germoney"), Some("Germany"));
        assert_eq!(
            (country_near("Frankreihc"), country_near("Atlantis"), country_near("xx")),
            (Some("France"), None, None)
        );
        assert!(index().titles.len() >= 249);
    }
}
