//! The controls of the window, free of campaign words: plain values in, what was asked out.
//!
//! # How they work
//! * Call `theme::install(&ctx)` once. No widget takes a theme: colours follow the `Ui`
//!   (`theme::colours(ui)`, `theme::tokens()`).
//! * A widget is a small struct with builder methods; `.show(ui)` paints it and gives a `Response` or what
//!   was asked (`Option<usize>`, an event). Words are `impl Into<Cow<str>>`: `&str`, `String`, `format!(..)`.
//! * Without a width of its own a widget takes the room there is.
//! * Everything has role, name, value and state for screen readers; tests find it by the same label.
//!   Right-to-left names are put into display order by the widgets: hand over the name as typed.
//! * A reason (`disabled_because`, `disabled_if(Option<..>)`) disables, shows on hover and focus, and is the
//!   accessible description.
//! * `Icon::X` are the files of `assets/icons`; `Tone` is Neutral, Accent, Success, Warning, Danger, Sun, Line.
//!
//! # Page and layout
//! * [`page_header::PageHeader`]`::new(title).words(..).action(button)*.rule().show(ui) -> Option<usize>`;
//!   `rule` for pages of panes.
//! * [`card::card_page`]`(ui, id, |ui| ..)`: scrolling body of a page of cards; [`card::columns`]`(ui,
//!   &[shares], |ui, i| ..)`: columns with the gutter.
//! * [`card::Card`]`::new() | strong() | inset()`, `.title(..) .aside(..) .chip(Chip) .action(button) .rule()
//!   .margin(i8) .min_height(f32) .show(ui, |ui| ..) -> CardResponse { inner, action, response }`; `rule` for
//!   lists whose lines reach the edges.
//! * [`detail_pane::SidePane`]`::detail(id) | inspector(id) | list(id, width)`, `.width(..) .inset()
//!   .show(ui, |pane| { pane.head(|ui| ..); pane.foot(|ui| ..); pane.body(|ui| ..) })`; show it before what fills
//!   the rest of the page, and `body` last.
//! * [`inspector::Section`]`::new(title).aside(..).action(button).show(ui, |ui| ..) -> (R, bool)`;
//!   [`inspector::FactRow`]`::new(words, value).mark(icon, tone).strong().show(ui)`.
//! * [`filter_bar::FilterBar`]`::new("1,643 people").plain().show(ui, |ui| left, |ui| right)`;
//!   [`filter_bar::FilterMenu`]`::new("Any role", &options, &mut Option<usize>).icon(..).show(ui) -> bool`.
//! * [`order_menu::OrderMenu`]`::new(&titles, &mut usize, &mut from_the_end).icon_only().show(ui) -> bool`: the order of a list
//!   without a header.
//! * [`bulk_bar::BulkBar`]`::new(count, "of 1,643").verb(button)*.show(ui) -> Option<BulkEvent::{Verb(i), Close}>`,
//!   48 high, at the foot of a table.
//! * [`tabs::Tabs`]`::new(&titles, &mut usize).show(ui) -> Response` (changed).
//! * [`empty_state::EmptyState`]`::new(title, words).art(texture, size).way(Beginning { icon, title, words, button })
//!   .foot(words, vec![links]).show(ui) -> Option<EmptyEvent::{Way(i), Link(i)}>`.
//!
//! # Asking and choosing
//! * [`command_button::CommandButton`]`::primary | plain | quiet | danger (title)`, `.small() .large() .icon(..)
//!   .trailing(icon) .icon_only() .shortcut("Ctrl I") .count(6) .disabled_because(..) .disabled_if(..) .hint(..)
//!   .pressed(bool) .min_width(..) .left() .show(ui) -> Response`; `.width(painter)`, `.show_at(ui, rect, salt)`.
//! * [`menu::menu`]`(&response, |ui| ..)` with [`menu::MenuLine`]`::new(title).icon(..).shortcut(..).chosen(bool)
//!   .danger().disabled_if(..).show(ui) -> Response` and `menu_divider(ui)`.
//! * [`select::Select`]`::new(name, &options, Option<usize>).unchosen(..).wanting().width(..).small().icon(..)
//!   .disabled_if(..).show(ui) -> SelectResponse { response, chosen: Option<usize> }`.
//! * [`segmented::Segmented`]`::new(name, &choices, &mut usize).small().show(ui) -> Response` (changed).
//! * [`check_row::CheckRow`]`::new(&mut bool, words).detail(..).trailing(..).disabled_because(..).show(ui)`.
//! * [`text_field::TextField`]`::new(&mut String, name).hint(..).icon(..).shortcut(..).width(..).rows(n).mono()
//!   .style(Type).password().wrong(bool).read_only(bool).small().id(Id).bare().show(ui) -> Response`;
//!   [`text_field::Field`]`::new(label).aside(..).action(button).help(..).wrong(Option<..>).show(ui, |ui| ..)
//!   -> FieldResponse { inner, action }`.
//! * [`find_field::FindField`]`::new(&mut String, "Find in people").shortcut(..).width(..).id(..).show(ui)`.
//! * [`power_bar::PowerBar`]`::new(name, &mut u8).most(10).icon(..).read_only().show(ui)` (changed).
//! * [`swatch_row::SwatchRow`]`::new(title, &[Swatch { name, colour }], chosen).show(ui)`,
//!   [`palette_picker::PalettePicker`]`::new(title, &[Palette { name, colours }], chosen).show(ui)` and
//!   [`slot_picker::SlotPicker`]`::new(title, &[SlotTile { name, texture }], chosen).side(..).show(ui)`
//!   `-> PickResponse { chosen, tried }`.
//! * [`figure_view::FigureView`]`::new(name, texture).height(..).square().tried(bool).show(ui)`: a figure whole, on paper colour.
//! * [`page_view::PageView`]`::new(name, Sheet { size, bleed, around, is_paper }).pages(2).texture(..).strength(..)
//!   .show_at(ui, rect, &mut PageState) -> Response`: pages as paper with crop marks, closer and moved about.
//! * [`tag_editor::TagEditor`]`::new("Add a tag", &tags, &mut typed).suggestions(&[Suggestion { words, count }]).swatches(..)
//!   .most(3).show(ui) -> Option<TagEvent::{Added(String), Removed(usize)}>`.
//! * [`stepper::Stepper`]`::new(&[StepLine { title, words, state, open }]).shown(i).show(ui) -> Option<usize>`.
//! * [`check_gate::CheckGate`]`::new(vec![Condition::new(words, &mut bool)], "LOCK", &mut String, button).show(ui)
//!   -> bool`; the reason under the button is made from what is missing.
//! * [`drop_zone::DropZone`]`::new(title, words, button).height(..).show(ui) -> DropResponse { dropped, pressed }`.
//!
//! # Tables
//! * [`data_table::DataTable`]`::new(name, &[Column]).checks().two_lines() | compact() | row_height(..).no_header()
//!   .menu(&mut |ui, row| ..).empty(words).show(ui, &mut TableState, &rows) -> TableResponse { moved, opened, edit,
//!   delete, selection_changed, sorted, visible, response }`. It fills the room there is: give it its own with
//!   `ui.allocate_ui` when something stands under it. Columns: `Column::new(title, width).right().grow().unsorted()
//!   .min_width(..)`.
//! * Implement [`data_table::TableRows`]: `len`, `text(row, column)`; for looks `paint(&mut Cell)` with `cell.text |
//!   strong | muted | mono | two_lines | chip | icon | face | bar | gap`; for sorted or filtered rows `key(row)`, so
//!   that the selection (`state.selected()`, keys) stays; for a million rows `find`.
//! * The caller sorts when `sorted` says so; `state.set_sort`, `set_cursor`, `reveal`, `to_top`, `select`. A gallery that is no
//!   table keeps the same state: `go` (with Shift), `toggle`, `select_all`, `keep_selected`.
//!
//! # Saying
//! * `text::Text::body | strong | label | label_strong | caption | section (words)`, `.muted() .accent() .danger()
//!   .elide() .one_line() .right() .max_width(..).show(ui)`.
//! * [`marked_text::MarkedText`]`::new(words, &[Mark { range, colour }]).style(..).show(ui)`: to read, with places marked; a field
//!   marks them with `TextField::marks`.
//! * [`chip::Chip`]`::neutral | accent | success | warning | danger | sun | line (words).icon(..).button().show(ui)`.
//! * [`tag::Tag`]`::new(words).swatch(colour).removable().show(ui) -> TagResponse { response, removed }`.
//! * [`note::Note`]`::info | good | warning | danger (title).words(..).icon(..).action(button)
//!   .other(button).show(ui) -> NoteResponse { response, action, other }`.
//! * [`face_plate::FacePlate`]`::new(name).texture(Option<TextureId>).size(..).show(ui)`.
//! * [`hash_groups::HashGroups`]`::new(title, hex).aside(..).show(ui) -> bool` (copied); `short_form`, `spoken_form`.
//! * [`nav_rail::grouped`]`(1284) -> "1,284"`.
//!
//! # Home, charts, evidence
//! * [`timeline::Timeline`]`::new(heading, left, when, &[Day { title, date, state, at }]).today(0.35).show(ui)`.
//! * [`stat_tile::StatTile`]`::new(name, number).of(..).words(..).icon(..).inset().button().width(..).show(ui)`.
//! * [`task_row::TaskRow`]`::new(icon, title, words, button).first(bool).show(ui) -> bool`;
//!   [`health_row::HealthRow`]`::new(tone, icon, title, words).action(button).no_rule().wrap().show(ui) -> bool`: in a
//!   `Card` with `rule`.
//! * [`bar_chart::BarChart`]`::new(name, &[(label, value)]).most(..).colour(i).press().show(ui) -> Option<usize>`;
//!   [`bar_chart::SplitBar`]`::new(name, &[(label, count, tone)]).show(ui)`.
//! * [`score::ScoreCell`], [`score::DivergingBar`]: judging. [`evidence_table::EvidenceTable`]: two records side by
//!   side with the letters that differ marked.
//! * [`entropy_meter::EntropyMeter`]`::new(promised_millibits, needed_millibits).sentence(..).show(ui)`.
//!
//! # Work and what stands over the page
//! * [`run_panel::RunPanel`]`::new(title, &[RunFile]).running(done, all, words) | finished(words) .folder().print().foot(..)
//!   .show(ui) -> Option<RunEvent>`.
//! * [`job_chip::JobChip`]`::new(&JobState { id, title, done, can_cancel }).show(ui) -> bool` (stop it), `.show_at(ui, left, right)`.
//! * [`toast::Toasts`]: `say`, `say_with_undo`, `show(ui) -> Option<ToastEvent::Undo(number)>`; six seconds, held while
//!   the pointer is on it.
//! * [`dialog::Dialog`]`::new(id, title).words(..).mark(icon, tone).wide().width(..).left(button)*.button(button)*
//!   .focus(i).foot_words(..).alert().flush().outside_closes().show(ctx, |ui| ..) -> DialogResponse { inner, pressed,
//!   closed }`; shown in each frame in which it is open.
//! * [`failure_dialog::FailureDialog`]`::new(id, what, why).nothing_lost(..) | lost(..) .step(..)*.details(..)
//!   .leave(..).button(..)*.show(ctx) -> Option<FailureAnswer>`.
//! * [`confirm_typed::ConfirmTyped`]`::new(id, title, word, &mut String, button).words(..).show(ctx, |ui| ..)
//!   -> Confirm::{Waiting, Yes, No}`.
//! * [`palette_box::show`]`(ctx, &mut PaletteState, &[PaletteLine]) -> Option<PaletteEvent>`.
//! * [`nav_rail::NavRail`], [`title_bar::TitleBar`], [`status_line::StatusLine`]: used by `shell::Shell`.

pub mod bar_chart;
pub mod bulk_bar;
pub mod card;
pub mod check_gate;
pub mod check_row;
pub mod chip;
pub mod command_button;
pub mod confirm_typed;
pub mod data_table;
pub mod detail_pane;
pub mod dialog;
pub mod drop_zone;
pub mod empty_state;
pub mod entropy_meter;
pub mod evidence_table;
pub mod face_plate;
pub mod failure_dialog;
pub mod figure_view;
pub mod filter_bar;
pub mod find_field;
pub mod hash_groups;
pub mod health_row;
pub mod inspector;
pub mod job_chip;
pub mod marked_text;
pub mod menu;
pub mod nav_rail;
pub mod note;
pub mod order_menu;
pub mod page_header;
pub mod page_view;
pub mod palette_box;
pub mod palette_picker;
pub mod power_bar;
pub mod rehearsal_band;
pub mod run_panel;
pub mod score;
pub mod segmented;
pub mod select;
pub mod slot_picker;
pub mod stat_tile;
pub mod status_line;
pub mod stepper;
pub mod swatch_row;
pub mod tabs;
pub mod tag;
pub mod tag_editor;
pub mod task_row;
pub mod text_field;
pub mod timeline;
pub mod title_bar;
pub mod toast;
