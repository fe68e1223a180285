//! The arguments of `art`, `look`, `hero` and `monster`.

use clap::Subcommand;
use std::path::PathBuf;

#[derive(Debug, clap::Args)]
pub struct Art {
    /// The campaign
    pub file: PathBuf,
    #[command(subcommand)]
    pub verb: ArtVerb,
}

#[derive(Debug, Subcommand)]
pub enum ArtVerb {
    /// Take the styles and drawings of a folder into the campaign's file
    #[command(
        after_help = "What is wrong with a file is said with its line and field; the others are taken. Exit code 1 where a \
                            file was left out.\n\nExample:\n  unsung art heroes.unsung add my-art"
    )]
    Add {
        /// The folder, as docs/STYLES.md shows it
        folder: PathBuf,
    },
    /// Show the art of the campaign and what it offers
    #[command(after_help = "Example:\n  unsung art heroes.unsung list --json")]
    List,
    /// Take files out of the campaign again: one file, a folder, or everything with --all
    #[command(
        after_help = "Example:\n  unsung art heroes.unsung remove hero/hair-crest.svg\n  unsung art heroes.unsung remove --all"
    )]
    Remove {
        /// As `list` shows it, such as hero/hair-crest.svg or styles
        #[arg(required_unless_present = "all")]
        path: Option<String>,
        /// All of it
        #[arg(long, conflicts_with = "path")]
        all: bool,
    },
}

#[derive(Debug, clap::Args)]
pub struct Look {
    /// The campaign
    pub file: PathBuf,
    /// A picture for the place of the logo: PNG, JPEG, GIF, WebP or SVG; none brings the words back
    #[arg(long, value_name = "PICTURE")]
    pub logo: Option<PathBuf>,
    /// The picture of a signature on certificates, best dark on a clear ground; none takes it away
    #[arg(long = "signature", value_name = "NAME=PICTURE")]
    pub signatures: Vec<String>,
    /// Colour of logo frame and ribbons, such as #E8394F; none brings each style's own back
    #[arg(long, value_name = "COLOUR")]
    pub signal: Option<String>,
    /// Colour of name plates
    #[arg(long, value_name = "COLOUR")]
    pub plate: Option<String>,
    /// Colour of backdrops
    #[arg(long, value_name = "COLOUR")]
    pub ground: Option<String>,
    /// Words of one's own, such as collect="GET THEM ALL!"; lines are parted by |; no words bring the usual ones back
    #[arg(long = "word", value_name = "PLACE=WORDS")]
    pub words: Vec<String>,
}

#[derive(Debug, clap::Args)]
pub struct HeroArgs {
    /// The campaign
    pub file: PathBuf,
    /// The hero: its id such as H3, its name, or the person's name, address or id
    #[arg(value_name = "NAME_OR_ID")]
    pub hero: String,
    /// Card style by id or name
    #[arg(long, value_name = "STYLE")]
    pub style: Option<String>,
    /// Copy the look of this hero
    #[arg(long, value_name = "HERO")]
    pub copy_from: Option<String>,
    /// What is copied: style, figure or both
    #[arg(long, value_name = "WHAT", default_value = "both", requires = "copy_from")]
    pub copy: CopyWhat,
    /// What stays as it is while shuffling, such as hair; none unlocks everything
    #[arg(long = "lock", value_name = "SLOT", num_args = 1..)]
    pub locks: Vec<String>,
    /// Shuffle the figure from this seed; the same seed and locks give the same look
    #[arg(long, value_name = "SEED")]
    pub shuffle: Option<u64>,
    /// One part by id or name, such as hair=bun, cape=none, skin=honey, backdrop=storm
    #[arg(long = "part", value_name = "SLOT=OPTION")]
    pub parts: Vec<String>,
    /// A photo instead of the figure: a picture, person for the person's own photo, or none for the figure
    #[arg(long, value_name = "PICTURE")]
    pub photo: Option<PathBuf>,
    /// What of the photo stays in view, from the left and from the top in percent, such as 50,30
    #[arg(long, value_name = "X,Y")]
    pub focus: Option<String>,
    /// How close the photo is shown, in percent from 100 to 400
    #[arg(long, value_name = "PERCENT", value_parser = clap::value_parser!(u16).range(100..=400))]
    pub zoom: Option<u16>,
    /// Print the photo in comic dots: on or off
    #[arg(long, value_name = "ON_OFF")]
    pub halftone: Option<OnOff>,
}

#[derive(Clone, Copy, Debug, clap::ValueEnum)]
pub enum CopyWhat {
    Style,
    Figure,
    Both,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum OnOff {
    On,
    Off,
}

#[derive(Debug, clap::Args)]
pub struct MonsterArgs {
    /// The campaign
    pub file: PathBuf,
    /// The monster: its id such as M2, its name or its problem
    #[arg(value_name = "NAME_OR_ID")]
    pub monster: String,
    /// What stays as it is while shuffling: body, eyes, mouth, horns or colour; none unlocks everything
    #[arg(long = "lock", value_name = "PART", num_args = 1..)]
    pub locks: Vec<String>,
    /// Shuffle the look from this seed
    #[arg(long, value_name = "SEED")]
    pub shuffle: Option<u64>,
    /// One part by id or name, such as body=queuedra, eyes=cyclops, horns=none, colour=slate
    #[arg(long = "part", value_name = "PART=OPTION")]
    pub parts: Vec<String>,
    /// Another name
    #[arg(long)]
    pub name: Option<String>,
    /// Another line on its card
    #[arg(long)]
    pub line: Option<String>,
    /// A stat from 1 to 10, such as Menace=9; 0 takes it away
    #[arg(long = "stat", value_name = "LABEL=VALUE")]
    pub stats: Vec<String>,
}
