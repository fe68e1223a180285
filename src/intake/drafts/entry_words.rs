//! What the cells of an entry say: whether the person comes, by which way the entry came, for which prizes.

use crate::intake::draft::EntryMethod;
use crate::intake::value;

pub(super) fn is_not_attending(status: &str) -> bool {
    let folded = value::fold(status);
    // "RSVP: No", and what hosts and guests say of an invitation.
    if matches!(folded.as_str(), "no" | "nein" | "non" | "nee" | "void" | "abgelehnt" | "abgesagt" | "noshow") {
        return true;
    }
    [
        "notattending",
        "refunded",
        "invalid",
        "disqualified",
        "withdrawn",
        "spam",
        "ungultig",
        "zuruckgezogen",
        "disqualifiziert",
        "invalide",
        "ongeldig",
        "invalido",
        "novalido",
        "ingetrokken",
        "retirado",
        "cancelled",
        "canceled",
        "deleted",
        "declined",
        "rejected",
        "denied",
        "storniert",
        "erstattet",
        "annule",
        "rembourse",
        "geannuleerd",
        "cancelado",
        "reembolsado",
    ]
    .iter()
    .any(|word| folded.starts_with(word))
}

pub(in crate::intake) fn method(cell: &str) -> EntryMethod {
    let text = value::tidy(cell);
    match value::fold(&text).as_str() {
        "" | "web" | "online" | "form" | "website" | "internet" | "webform" | "onlineform" | "enligne"
        | "formulaire" | "formular" | "onlineformular" | "formulier" | "enlinea" | "formulario" | "webformular"
        | "webformulier" | "siteweb" | "sitioweb" | "ウェフ" | "ウェフサイト" | "オンライン" => {
            EntryMethod::Web
        }
        "post" | "mail" | "postal" | "postcard" | "letter" | "bymail" | "bypost" | "mailin" | "postkarte" | "brief"
        | "perpost" | "postweg" | "courrier" | "poste" | "lettre" | "cartepostale" | "briefkaart" | "correopostal"
        | "carta" | "correo" | "postalmail" | "postalentry" | "mailinentry" | "snailmail" | "paper" | "paperform"
        | "papier" | "papel" | "tarjetapostal" | "porcorreo" | "kaart" | "perkaart" | "ansichtkaart"
        | "parcourrier" | "voiepostale" | "perbrief" | "amoe" | "はかき" | "葉書" | "郵送" | "郵便" => {
            EntryMethod::Post
        }
        _ => EntryMethod::Other(text.into()),
    }
}

/// Ids or names of prizes with commas, semicolons, bars or lines between them.
pub(super) fn pools(cell: &str) -> Vec<String> {
    cell.split([',', ';', '|', '\n']).map(value::tidy).filter(|part| !part.is_empty()).collect()
}
