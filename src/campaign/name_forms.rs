//! The form of a name for each output, where it differs from the one a person chose for everything: the whole name on a
//! certificate, initials on the web. Whether a name may be shown at all is not decided here.

use super::member::Output;
use super::name_form::NameForm;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Forms by output. What is not in it follows the form for everything.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct NameForms(BTreeMap<Output, NameForm>);

impl NameForms {
    pub const fn new() -> Self {
        Self(BTreeMap::new())
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The form for an output; `ByDefault` where none was chosen for it.
    pub fn get(&self, output: Output) -> NameForm {
        self.0.get(&output).copied().unwrap_or_default()
    }

    /// Chooses a form for an output; `ByDefault` takes the choice away.
    pub fn set(&mut self, output: Output, form: NameForm) {
        if form == NameForm::ByDefault {
            self.0.remove(&output);
        } else {
            self.0.insert(output, form);
        }
    }

    /// Outputs with a form of their own.
    pub fn iter(&self) -> impl Iterator<Item = (Output, NameForm)> {
        self.0.iter().map(|(output, form)| (*output, *form))
    }

    /// "hub=first; print=code-name": for lists and the command line.
    pub fn written(&self) -> String {
        let parts: Vec<String> =
            self.iter().map(|(output, form)| format!("{}={}", output.code(), form.code())).collect();
        parts.join("; ")
    }
}

impl FromIterator<(Output, NameForm)> for NameForms {
    fn from_iter<T: IntoIterator<Item = (Output, NameForm)>>(forms: T) -> Self {
        let mut all = Self::new();
        forms.into_iter().for_each(|(output, form)| all.set(output, form));
        all
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_that_says_nothing_is_no_choice() {
        let mut forms: NameForms =
            [(Output::Print, NameForm::Real), (Output::Hub, NameForm::First)].into_iter().collect();
        assert_eq!((forms.get(Output::Hub), forms.get(Output::Draw)), (NameForm::First, NameForm::ByDefault));
        assert_eq!(forms.written(), "hub=first; print=full");
        forms.set(Output::Hub, NameForm::ByDefault);
        forms.set(Output::Print, NameForm::ByDefault);
        assert!(forms.is_empty() && forms.written().is_empty());
        for output in Output::ALL {
            assert_eq!(Output::from_code(output.code()), Some(output));
        }
    }
}
