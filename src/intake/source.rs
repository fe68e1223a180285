//! Which program a file comes from, told by its headers and its first values. Only what changes the meaning of
//! cells depends on it: how ticks are joined, which part of a date comes first, whose e-mail address stands there.

use serde::{Deserialize, Serialize};

use super::{Encoding, value};

/// The program a file comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Source {
    /// Google Forms, answers looked at in Sheets and downloaded there.
    GoogleSheets,
    /// Google Forms, downloaded from the form.
    GoogleForms,
    /// Microsoft Forms, through Excel.
    MicrosoftForms,
    /// Typeform.
    Typeform,
    /// SurveyMonkey.
    SurveyMonkey,
    /// Qualtrics.
    Qualtrics,
    /// LimeSurvey.
    LimeSurvey,
    /// Jotform.
    Jotform,
    /// Eventbrite, attendees or orders.
    Eventbrite,
    /// Mailchimp, an audience.
    Mailchimp,
    /// Excel, by encoding and separator.
    Excel,
    /// Cells pasted from a sheet: tabs.
    Pasted,
    /// Anything else.
    Other,
}

impl Source {
    /// Name for the screen.
    pub const fn title(self) -> &'static str {
        match self {
            Self::GoogleSheets => "Google Forms",
            Self::GoogleForms => "Google Forms, direct",
            Self::MicrosoftForms => "Microsoft Forms",
            Self::Typeform => "Typeform",
            Self::SurveyMonkey => "SurveyMonkey",
            Self::Qualtrics => "Qualtrics",
            Self::LimeSurvey => "LimeSurvey",
            Self::Jotform => "Jotform",
            Self::Eventbrite => "Eventbrite",
            Self::Mailchimp => "Mailchimp",
            Self::Excel => "Excel",
            Self::Pasted => "Pasted cells",
            Self::Other => "CSV",
        }
    }

    /// A form, whose own e-mail and name columns are those of the person who filled it in.
    pub const fn is_form(self) -> bool {
        matches!(
            self,
            Self::GoogleSheets
                | Self::GoogleForms
                | Self::MicrosoftForms
                | Self::Typeform
                | Self::SurveyMonkey
                | Self::Qualtrics
        )
    }

    /// What joins several ticks in one cell.
    pub(super) const fn tick_separator(self) -> Option<&'static str> {
        match self {
            Self::GoogleSheets | Self::Typeform => Some(", "),
            Self::GoogleForms | Self::MicrosoftForms => Some(";"),
            _ => None,
        }
    }
}

/// By folded headers, the first data row's first cell, and how the file is written.
pub(super) fn recognise(
    headers: &[String],
    raw_headers: &[String],
    first_cell: Option<&str>,
    encoding: Encoding,
    delimiter: u8,
    sep_line: bool,
) -> Source {
    let folded: Vec<String> = headers.iter().map(|h| value::fold(h)).collect();
    // Where several rows make the header, the service's own names stand in one of them.
    let levels: Vec<String> = raw_headers.iter().flat_map(|raw| raw.lines()).map(value::fold).collect();
    let has = |name: &str| folded.iter().chain(&levels).any(|h| h == name);
    let first = folded.first().map_or("", String::as_str);
    if matches!(
        first,
        "timestamp"
            | "zeitstempel"
            | "horodateur"
            | "tijdstempel"
            | "marcatemporal"
            | "sygnaturaczasowa"
            | "zamandamgasi"
            | "informazionicronologiche"
            | "carimbodedatahora"
            | "tidstampel"
            | "tidsstempel"
            | "casovaznacka"
            | "idobelyeg"
            | "отметкавремени"
            | "タイムスタンフ"
            | "aikaleima"
            | "χρονικησημανση"
            | "時間戳記"
            | "时间戳记"
            | "חותמתזמן"
            | "طابعزمني"
            | "позначкачасу"
    ) || first == value::fold("타임스탬프")
        || first == value::fold("ประทับเวลา")
    {
        // Direct downloads write `2022/06/22 11:07:29 AM AST` or `... vorm. GMT+1`, Sheets writes in the locale of the sheet.
        let direct = first_cell.is_some_and(|c| c.as_bytes().get(4) == Some(&b'/') && c.split(' ').count() >= 4);
        return if direct { Source::GoogleForms } else { Source::GoogleSheets };
    }
    let ms_forms = [
        ["starttime", "completiontime"],
        ["開始時刻", "完了時刻"],
        ["startzeit", "fertigstellungszeit"],
        ["heurededebut", "heuredefin"],
        ["begintijd", "tijdvanvoltooien"],
        ["horadeinicio", "horadefinalizacion"],
        ["godzinarozpoczecia", "godzinaukonczenia"],
        ["baslangicsaati", "tamamlanmasaati"],
        ["oradiinizio", "oradicompletamento"],
        ["horadeinicio", "horadeconclusao"],
    ];
    if ms_forms.iter().any(|pair| pair.iter().all(|name| has(name))) {
        return Source::MicrosoftForms;
    }
    if has("networkid") || (has("startdateutc") && has("submitdateutc")) {
        return Source::Typeform;
    }
    let survey_monkey = ["respondentid", "befragtenid", "idderepondant", "iddurepondant", "identificadordelencuestado"];
    if survey_monkey.contains(&first) || (has("respondentid") && (has("collectorid") || has("startdate"))) {
        return Source::SurveyMonkey;
    }
    if has("responseid") && (has("recordeddate") || has("responsetype")) {
        return Source::Qualtrics;
    }
    if (has("responseid") && has("lastpage")) || (has("antwortid") && has("letzteseite")) {
        return Source::LimeSurvey;
    }
    if has("submissiondate") && (has("submissionid") || has("submissionip")) {
        return Source::Jotform;
    }
    if has("attendeestatus") || (has("order") && has("orderdate")) || (has("orderid") && has("attendee")) {
        return Source::Eventbrite;
    }
    if has("leid") && has("euid") {
        return Source::Mailchimp;
    }
    match (encoding, delimiter) {
        _ if sep_line => Source::Excel,
        (Encoding::Utf16Le | Encoding::Utf16Be, b'\t')
        | (Encoding::Windows1252 | Encoding::MacRoman, b';')
        | (Encoding::Utf8Bom, b';' | b',') => Source::Excel,
        (Encoding::Utf8, b'\t') => Source::Pasted,
        _ => Source::Other,
    }
}
