//! What the cells of an entry say: by which way it came, for which prizes.

use crate::intake::draft::EntryMethod;
use crate::intake::value;

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
