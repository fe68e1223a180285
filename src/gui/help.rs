//! Help in place: what each page is for and what to do next, in a few sentences.

use crate::app::Section;

pub struct Page {
    pub title: &'static str,
    pub paragraphs: &'static [&'static str],
}

pub fn welcome() -> &'static Page {
    &Page {
        title: "Where to begin",
        paragraphs: &[
            "A campaign is one file. Open the sample to see everything at work; nothing you do there can harm a campaign of your own.",
            "Start from a template when you have an idea what it will be. A template only brings words, awards and monsters to begin with.",
            "If somebody sent you a list from a web form, drag it onto the window. You see how it will be understood before anything is added.",
        ],
    }
}

pub fn page(section: Section) -> &'static Page {
    match section {
        Section::Home => &Page {
            title: "Home",
            paragraphs: &[
                "What is due, what needs a look, and how far the campaign is. Tasks come from the data and vanish when they are done.",
                "Ctrl K finds any command, person or entry from here.",
            ],
        },
        Section::Import => &Page {
            title: "Import",
            paragraphs: &[
                "Choose a CSV, TSV, XLSX or ODS file, or drag it onto the window. The page shows how each column will be understood and why; change what is wrong.",
                "Nothing is added until you choose Import, and the whole import is one step that can be undone.",
                "Rows that cannot be taken over are named with their line; they can be saved as a file of their own.",
            ],
        },
        Section::People => &Page {
            title: "People",
            paragraphs: &[
                "One record for each human being, with every role they have. Nominee, nominator and entrant follow from the lists; judge, member and staff are set by you.",
                "Confirm how a name is spelled before cards are printed: the name is what must never be wrong.",
                "Select several with the boxes, Shift or Ctrl, and change them together.",
            ],
        },
        Section::Nominations => &Page {
            title: "Nominations",
            paragraphs: &[
                "What people wrote, kept as received. You can tag the problem, choose awards and set one aside with a reason; the words themselves are not altered.",
            ],
        },
        Section::Thanks => &Page {
            title: "Thanks",
            paragraphs: &[
                "Everybody may thank a hero or a team, also who nominates nobody. A message is shown and printed only after somebody has read it; what is hidden stays, with the reason.",
                "The wall shows the messages as the public sees them: names only in the form that people agreed to.",
                "Nobody should leave with nothing. Nominees without an award, a hero or a message are listed, and a message can be made for each from the words of a nomination.",
            ],
        },
        Section::Mishaps => &Page {
            title: "Mishaps",
            paragraphs: &[
                "What users and devices did to each other. The words as received stay; the words for the public are made from them without third persons.",
                "Whoever or whatever may tell who somebody is gets marked. Choose an archetype or a role for each, or say why it may stay. A search finds much and never everything: a person reads the words before they are published.",
                "Archetypes are the users everybody has met, with invented names. They have cards and star in mishaps.",
            ],
        },
        Section::Stories => &Page {
            title: "Stories",
            paragraphs: &[
                "A story is made from what was said of somebody. Edit it, pick quotes from the nominations with a click, and tell the leap in two numbers.",
                "It goes to the public in steps: checked, consented, published. Each step says what stands in its way. Whoever changes a word afterwards needs a new yes; the text as it was is kept as a version.",
                "Channels show how far nominations of each source came. Leaps count only with evidence, and each kind of evidence by itself.",
            ],
        },
        Section::Monsters => &Page {
            title: "Monsters",
            paragraphs: &[
                "A monster stands for a problem that keeps coming up. The count says in how many nominations its problem is named.",
            ],
        },
        Section::Heroes => &Page {
            title: "Heroes",
            paragraphs: &[
                "Each nominee as an action figure. The preview is the card itself, exactly as it will be printed.",
                "A proposal comes from the person's name and stories and is the same every time; every part of it can be changed.",
                "Share makes a picture of the card or the figure, or an animation in which the hero comes out of the box.",
            ],
        },
        Section::Judging => &Page {
            title: "Judging",
            paragraphs: &[
                "An award decided by a panel: set up rounds and rules, say who judges whom, look at conflicts, send packs and take them back in, look at the scores, freeze the result.",
                "Declare the tie-break before the first score; it closes with it. Scores stay raw and adjusted beside each other: the adjustment takes out how strict each judge is, and says so line by line.",
                "In the grid arrows move, Enter opens a cell. Paper sheets are typed in under Packs with digits and Tab alone.",
                "A frozen result has a hash in the ledger. It can be reopened with a reason, and that stays visible.",
            ],
        },
        Section::Awards => &Page {
            title: "Awards",
            paragraphs: &[
                "A category with its winners. Choose a winner among the nominees and say why: the sentence is printed on the back of the card.",
            ],
        },
        Section::Sweepstake => &Page {
            title: "Sweepstake",
            paragraphs: &[
                "Set up prizes, rules and where the luck comes from. Lock the list and publish the lock code before the luck is known: that is what makes the draw trustworthy.",
                "On the day, type the values that fell, read them back, and draw. The record lets any stranger compute the winners again.",
                "F5 opens the wall, a window for a projector: the lock code, what falls as you type it, and a box for each winner. You keep the notes. On the wall Space goes on or skips, the arrows go back and forward, B makes it black, F11 fills the screen, Esc closes it; opened again it goes on where it was.",
                "What is locked stays as it is. If something went wrong, prepare a new draw; it shows this one as its predecessor.",
            ],
        },
        Section::League => &Page {
            title: "League",
            paragraphs: &[
                "Members are apart from nominees and entrants. People apply, members stand up for them, and you approve, or refuse with a reason.",
                "A member may go by a code name, and chooses for each output which form of the name stands there. The pane shows what the world will see.",
                "The members' pack is one file with roster, best practices and success stories. It opens with the passphrase alone.",
            ],
        },
        Section::Kits => &Page {
            title: "Unboxing kits",
            paragraphs: &[
                "One kit for each person: card, box, label and letter. Move kits on as they are printed, packed, posted and arrive, one or many at a time.",
                "The packing list goes onto the table where the kits are packed; the postage list is for the post office.",
            ],
        },
        Section::Hub => &Page {
            title: "Web hub",
            paragraphs: &[
                "A static site in a folder: put it on any server, or open it from the disk. It asks nothing from outside its folder.",
                "Only who agreed is on it, in the form of name they agreed to. What is held back stands at the right, with the way to mend it. Writing it again takes away whoever no longer agrees.",
                "Answers of its form are files or mails; import the files like any list.",
            ],
        },
        Section::PrintRoom => &Page {
            title: "Print room",
            paragraphs: &[
                "What you see is what the printer gets. Cards that cannot be printed are held and named with the reason; the others print.",
            ],
        },
        Section::Impact => &Page {
            title: "Impact",
            paragraphs: &[
                "What the campaign came to, for those who paid for it: the funnel of each channel, where nominations come from, leaps with their evidence, problems, devices and causes, thanks and quotes.",
                "Only what has evidence enters a median or a total, each kind of evidence by itself. Names, stories and quotes appear only as far as people agreed.",
                "Save the report as a PDF; the hub shows the same numbers.",
            ],
        },
        Section::Ledger => &Page {
            title: "Ledger",
            paragraphs: &[
                "Every change, in order, each line chained to the one before by its fingerprint. It names things by id and holds no personal data.",
            ],
        },
        Section::Settings => &Page {
            title: "Campaign settings",
            paragraphs: &[
                "Title, organiser, the two lines of the logo on cards, dates and signatures. The key's fingerprint is what you publish so that others know your draws.",
            ],
        },
    }
}
