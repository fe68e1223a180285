//! The controls of the window.
pub mod card;
pub mod check_row;
pub mod chip;
pub mod command_button;
pub mod find_field;
pub mod menu;
pub mod nav_rail;
pub mod note;
pub mod page_header;
pub mod segmented;
pub mod select;
pub mod status_line;
pub mod tabs;
pub mod tag;
pub mod text_field;
pub mod title_bar;
