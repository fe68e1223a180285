//! The window's controls by role and label, without a display: typing, clicking, keys, a table of a million
//! rows, reasons of what is disabled. What a screen reader finds is what these tests find.
#![cfg(feature = "gui")]

use std::borrow::Cow;

use eframe::egui::{self, Key, Modifiers, Ui, accesskit::Role, accesskit::Toggled, vec2};
use egui_kittest::{
    Harness,
    kittest::{NodeT as _, Queryable as _},
};
use unsung::gui::icons::Icon;
use unsung::gui::marks::Tone;
use unsung::gui::shell::{Shell, ShellEvent, ShellState};
use unsung::gui::text::Text;
use unsung::gui::theme;
use unsung::gui::widgets::bar_chart::{BarChart, SplitBar};
use unsung::gui::widgets::bulk_bar::{BulkBar, BulkEvent};
use unsung::gui::widgets::check_gate::{CheckGate, Condition};
use unsung::gui::widgets::command_button::CommandButton;
use unsung::gui::widgets::confirm_typed::{Confirm, ConfirmTyped};
use unsung::gui::widgets::data_table::{Column, DataTable, Sort, TableResponse, TableRows, TableState};
use unsung::gui::widgets::detail_pane::SidePane;
use unsung::gui::widgets::dialog::Dialog;
use unsung::gui::widgets::entropy_meter::EntropyMeter;
use unsung::gui::widgets::evidence_table::{EvidenceLine, EvidenceTable};
use unsung::gui::widgets::failure_dialog::{FailureAnswer, FailureDialog};
use unsung::gui::widgets::find_field::FindField;
use unsung::gui::widgets::hash_groups::HashGroups;
use unsung::gui::widgets::job_chip::JobState;
use unsung::gui::widgets::menu::{MenuLine, menu};
use unsung::gui::widgets::nav_rail::NavItem;
use unsung::gui::widgets::note::Note;
use unsung::gui::widgets::page_header::PageHeader;
use unsung::gui::widgets::palette_box::{self, PaletteEvent, PaletteLine, PaletteState};
use unsung::gui::widgets::power_bar::PowerBar;
use unsung::gui::widgets::score::ScoreCell;
use unsung::gui::widgets::segmented::Segmented;
use unsung::gui::widgets::select::Select;
use unsung::gui::widgets::slot_picker::{SlotPicker, SlotTile};
use unsung::gui::widgets::status_line::{StatusEvent, StatusLine};
use unsung::gui::widgets::stepper::{StepLine, StepState, Stepper};
use unsung::gui::widgets::swatch_row::{Swatch, SwatchRow};
use unsung::gui::widgets::tabs::Tabs;
use unsung::gui::widgets::tag::Tag;
use unsung::gui::widgets::text_field::TextField;
use unsung::gui::widgets::title_bar::{Saved, Step, TitleBar, TitleBarEvent};
use unsung::gui::widgets::toast::{ToastEvent, Toasts};

fn stage<'a, S: 'a>(width: f32, height: f32, state: S, draw: impl FnMut(&mut Ui, &mut S) + 'a) -> Harness<'a, S> {
    let mut harness = Harness::builder()
        .with_size([width, height])
        .with_max_steps(30)
        .with_context_setup(|ctx| {
            theme::install(ctx);
            theme::set_reduce_motion(ctx, true);
        })
        .build_ui_state(draw, state);
    harness.run();
    harness
}

fn description<S>(harness: &Harness<'_, S>, label: &str) -> Option<String> {
    harness.get_by_label(label).accesskit_node().description()
}

// Buttons, fields, choices

#[test]
fn a_button_is_pressed_by_pointer_and_by_keyboard() {
    let mut h = stage(300.0, 80.0, 0, |ui, pressed| {
        if CommandButton::primary("Merge").icon(Icon::Merge).shortcut("Ctrl M").show(ui).clicked() {
            *pressed += 1;
        }
    });
    h.get_by_role_and_label(Role::Button, "Merge").click();
    h.run();
    assert_eq!(*h.state(), 1);
    h.get_by_label("Merge").focus();
    h.run();
    h.key_press(Key::Enter);
    h.run();
    assert_eq!(*h.state(), 2);
    assert_eq!(h.get_by_label("Merge").accesskit_node().data().keyboard_shortcut(), Some("Ctrl M"));
}

#[test]
fn a_disabled_button_stays_and_says_why() {
    let mut h = stage(400.0, 120.0, 0, |ui, pressed| {
        let reason = "Tick the last box and type LOCK.";
        if CommandButton::primary("Lock draw 1").disabled_because(reason).show(ui).clicked() {
            *pressed += 1;
        }
    });
    h.get_by_label("Lock draw 1").click();
    h.run();
    h.get_by_label("Lock draw 1").focus();
    h.run();
    h.key_press(Key::Enter);
    h.run();
    assert_eq!(*h.state(), 0, "never pressed");
    assert!(h.get_by_label("Lock draw 1").accesskit_node().is_disabled());
    assert_eq!(description(&h, "Lock draw 1").as_deref(), Some("Tick the last box and type LOCK."));
    // With the keyboard on it the reason is written beside it.
    h.get_by_label("Tick the last box and type LOCK.");
}

#[test]
fn a_field_takes_what_is_typed_under_its_name() {
    let mut h = stage(400.0, 120.0, String::new(), |ui, name| {
        TextField::new(name, "Hero name").hint("Sabine the IT Savior").show(ui);
    });
    h.get_by_role_and_label(Role::TextInput, "Hero name").click();
    h.run();
    h.get_by_role_and_label(Role::TextInput, "Hero name").type_text("Đặng 42");
    h.run();
    assert_eq!(h.state(), "Đặng 42");
}

#[test]
fn the_find_field_is_emptied_by_its_cross() {
    let mut h = stage(400.0, 80.0, (String::from("okonjo"), false), |ui, (words, changed)| {
        *changed |= FindField::new(words, "Find in people").shortcut("Ctrl F").show(ui).changed();
    });
    h.get_by_label("Clear the find field").click();
    h.run();
    assert_eq!(h.state().0, "");
    assert!(h.state().1);
    assert!(h.query_by_label("Clear the find field").is_none(), "nothing to clear, no cross");
}

#[test]
fn choices_say_which_one_is_on() {
    let mut h = stage(500.0, 160.0, (0, 0), |ui, (side, tab)| {
        Segmented::new("Side", &["Front", "Back", "Box"], side).show(ui);
        Tabs::new(&["Overview", "History"], tab).show(ui);
    });
    h.get_by_role_and_label(Role::RadioButton, "Back").click();
    h.get_by_role_and_label(Role::Tab, "History").click();
    h.run();
    assert_eq!(*h.state(), (1, 1));
    assert_eq!(h.get_by_label("Back").accesskit_node().toggled(), Some(Toggled::True));
    assert_eq!(h.get_by_label("Front").accesskit_node().toggled(), Some(Toggled::False));
    assert_eq!(h.get_by_label("History").accesskit_node().is_selected(), Some(true));
}

#[test]
fn a_select_opens_and_chooses() {
    let options = ["Date and time", "Nominee: full name", "Reason"];
    let mut h = stage(400.0, 300.0, None, move |ui, chosen| {
        let out = Select::new("Becomes", &options, *chosen).wanting().show(ui);
        if out.chosen.is_some() {
            *chosen = out.chosen;
        }
    });
    assert_eq!(h.get_by_role_and_label(Role::ComboBox, "Becomes").value().as_deref(), Some("Not chosen yet"));
    h.get_by_label("Becomes").click();
    h.run();
    h.get_by_label("Nominee: full name").click();
    h.run();
    assert_eq!(*h.state(), Some(1));
    assert_eq!(h.get_by_label("Becomes").value().as_deref(), Some("Nominee: full name"));
    assert!(h.query_by_label("Reason").is_none(), "the list is closed");
}

#[test]
fn a_menu_closes_at_a_choice_and_keeps_what_is_unavailable() {
    let mut h = stage(400.0, 300.0, Vec::new(), |ui, done: &mut Vec<&str>| {
        let button = CommandButton::plain("More").show(ui);
        menu(&button, |ui| {
            if MenuLine::new("Export").show(ui).clicked() {
                done.push("export");
            }
            if MenuLine::new("Erase").danger().disabled_if(Some("Select one person.")).show(ui).clicked() {
                done.push("erase");
            }
        });
    });
    h.get_by_label("More").click();
    h.run();
    assert_eq!(description(&h, "Erase").as_deref(), Some("Select one person."));
    h.get_by_label("Export").click();
    h.run();
    assert_eq!(h.state(), &["export"]);
    assert!(h.query_by_label("Erase").is_none());
}

#[test]
fn a_tag_is_taken_off_and_a_note_offers_its_action() {
    let mut h = stage(500.0, 200.0, (false, false), |ui, (removed, asked)| {
        *removed |= Tag::new("Bluescream").removable().show(ui).removed;
        let note = Note::warning("Asked on 20 November").words("No answer yet.");
        *asked |= note.action(CommandButton::plain("Ask again")).show(ui).action;
    });
    h.get_by_label("Remove Bluescream").click();
    h.get_by_label("Ask again").click();
    h.run();
    assert_eq!(*h.state(), (true, true));
    h.get_by_role_and_label(Role::Note, "Asked on 20 November. No answer yet.");
}

#[test]
fn a_power_is_set_by_arrows_and_by_pointer() {
    let mut h = stage(400.0, 60.0, 8, |ui, value: &mut u8| {
        PowerBar::new("Stamina", value).show(ui);
    });
    h.get_by_role_and_label(Role::Slider, "Stamina").focus();
    h.run();
    for _ in 0..4 {
        h.key_press(Key::ArrowRight);
        h.run();
    }
    assert_eq!(*h.state(), 10, "no more than ten");
    h.key_press(Key::ArrowLeft);
    h.run();
    assert_eq!(*h.state(), 9);
    assert_eq!(h.get_by_label("Stamina").accesskit_node().numeric_value(), Some(9.0));
}

#[test]
fn parts_and_colours_are_picked_by_name() {
    let mut h = stage(400.0, 300.0, (0, 0), |ui, (hair, skin)| {
        let tiles = ["Bun", "Afro", "Hijab"].map(|name| SlotTile { name, texture: None });
        if let Some(i) = SlotPicker::new("Hair", &tiles, Some(*hair)).show(ui).chosen {
            *hair = i;
        }
        let colours = [egui::Color32::from_rgb(240, 190, 150), egui::Color32::from_rgb(90, 50, 40)];
        let swatches = [Swatch { name: "Peach", colour: colours[0] }, Swatch { name: "Espresso", colour: colours[1] }];
        if let Some(i) = SwatchRow::new("Skin", &swatches, Some(*skin)).show(ui).chosen {
            *skin = i;
        }
    });
    h.get_by_role_and_label(Role::RadioButton, "Hijab").click();
    h.run();
    h.get_by_role_and_label(Role::RadioButton, "Espresso").focus();
    h.run();
    h.key_press(Key::Space);
    h.run();
    assert_eq!(*h.state(), (2, 1));
    assert_eq!(h.get_by_role_and_label(Role::RadioButton, "Hijab").accesskit_node().toggled(), Some(Toggled::True));
}

// The table

struct Numbers(u64);

impl TableRows for Numbers {
    fn len(&self) -> u64 {
        self.0
    }
    fn key(&self, row: u64) -> u64 {
        row + 10
    }
    fn text(&self, row: u64, column: usize) -> Cow<'_, str> {
        match column {
            0 => format!("person {row}").into(),
            _ => (row * 2).to_string().into(),
        }
    }
    fn find(&self, typed: &str, _from: u64) -> Option<u64> {
        typed.strip_prefix('p').and_then(|n| n.parse().ok()).filter(|row| *row < self.0)
    }
}

#[derive(Default)]
struct Table {
    state: TableState,
    seen: Vec<TableResponse>,
}

impl Table {
    fn sorted(&self) -> Vec<Sort> {
        self.seen.iter().filter_map(|r| r.sorted).collect()
    }
    fn opened(&self) -> Vec<u64> {
        self.seen.iter().filter_map(|r| r.opened).collect()
    }
    fn sorted_keys(&self) -> Vec<u64> {
        let mut keys: Vec<u64> = self.state.selected().iter().copied().collect();
        keys.sort_unstable();
        keys
    }
}

fn table<'a>(rows: u64, checks: bool) -> Harness<'a, Table> {
    let columns = vec![Column::new("Name", 200.0).grow(), Column::new("Tickets", 100.0).right()];
    stage(600.0, 400.0, Table::default(), move |ui, t: &mut Table| {
        let mut table = DataTable::new("People", &columns).empty("No person matches.");
        if checks {
            table = table.checks();
        }
        let out = table.show(ui, &mut t.state, &Numbers(rows));
        t.seen.push(out);
    })
}

fn focus_table(h: &mut Harness<'_, Table>) {
    h.get_by_role_and_label(Role::Table, "People").focus();
    h.run();
}

#[test]
fn a_million_rows_show_only_those_in_view() {
    let h = table(1_000_000, true);
    h.get_by_role_and_label(Role::Row, "person 0, 0");
    assert!(h.query_by_label("person 900, 1800").is_none());
    let rows = h.query_all_by_role(Role::Row).count();
    assert!((8..=14).contains(&rows), "{rows} rows in the tree");
    let node = h.get_by_role_and_label(Role::Table, "People");
    assert_eq!(node.accesskit_node().data().row_count(), Some(1_000_000));
    assert_eq!(node.value().as_deref(), Some("rows 1 to 10 of 1,000,000"));
}

#[test]
fn the_last_of_a_million_rows_is_reached_and_selected_exactly() {
    let mut h = table(1_000_000, true);
    focus_table(&mut h);
    h.key_press(Key::End);
    h.run();
    assert_eq!(h.state().state.cursor(), Some(999_999));
    let row = h.get_by_role_and_label(Role::Row, "person 999999, 1999998");
    assert_eq!(row.accesskit_node().data().row_index(), Some(999_999));
    let shown = row.rect();
    let foot = h.get_by_label("People").rect().bottom();
    assert!((shown.bottom() - foot).abs() < 1.0, "whole, at the foot: {shown:?}");
    h.key_press(Key::Space);
    h.run();
    assert_eq!(h.state().sorted_keys(), [1_000_009], "keys, not rows");
    // The pointer agrees about which row is where.
    h.get_by_label("Select person 999998").click();
    h.run();
    assert_eq!(h.state().sorted_keys(), [1_000_008, 1_000_009]);
}

#[test]
fn scrolling_far_down_moves_by_what_was_asked() {
    let mut h = table(1_000_000, false);
    h.state_mut().state.set_cursor(Some(800_000));
    h.run();
    h.get_by_label("People").hover();
    h.run();
    let before = h.get_by_label("person 800000, 1600000").rect().top();
    let wheel = egui::Event::MouseWheel {
        unit: egui::MouseWheelUnit::Point,
        delta: vec2(0.0, 3.0),
        phase: egui::TouchPhase::Move,
        source: egui::MouseWheelSource::Unknown,
        modifiers: Modifiers::NONE,
    };
    h.event(wheel);
    h.run_steps(40);
    // Asked for three points up: the rows sink by three points, not by a rounded step.
    let after = h.get_by_label("person 800000, 1600000").rect();
    assert!((after.top() - before - 3.0).abs() < 0.6, "{before} {after:?}");
}

#[test]
fn shift_and_arrows_select_and_grow_back() {
    let mut h = table(1_000, true);
    focus_table(&mut h);
    h.key_press(Key::ArrowDown);
    h.run();
    for _ in 0..3 {
        h.key_press_modifiers(Modifiers::SHIFT, Key::ArrowDown);
        h.run();
    }
    assert_eq!(h.state().sorted_keys(), [10, 11, 12, 13]);
    h.key_press_modifiers(Modifiers::SHIFT, Key::ArrowUp);
    h.run();
    assert_eq!(h.state().sorted_keys(), [10, 11, 12]);
    h.key_press_modifiers(Modifiers::COMMAND, Key::A);
    h.run();
    assert_eq!(h.state().state.selected().len(), 1_000);
    h.key_press(Key::Escape);
    h.run();
    assert!(h.state().state.selected().is_empty());
}

#[test]
fn rows_are_chosen_by_pointer_with_shift_and_control() {
    let mut h = table(1_000, true);
    h.get_by_label("person 2, 4").click();
    h.run();
    assert_eq!(h.state().state.cursor(), Some(2));
    assert!(h.state().state.selected().is_empty(), "a plain click only looks");
    h.get_by_label("person 5, 10").click_modifiers(Modifiers::SHIFT);
    h.run();
    assert_eq!(h.state().sorted_keys(), [12, 13, 14, 15]);
    h.get_by_label("person 3, 6").click_modifiers(Modifiers::COMMAND);
    h.run();
    assert_eq!(h.state().sorted_keys(), [12, 14, 15]);
    let ticked = h.get_by_role_and_label(Role::CheckBox, "Select person 4");
    assert_eq!(ticked.accesskit_node().toggled(), Some(Toggled::True));
    let all = h.get_by_label("Select all rows");
    assert_eq!(all.accesskit_node().toggled(), Some(Toggled::Mixed));
}

#[test]
fn the_header_sorts_by_pointer_and_by_keyboard() {
    let mut h = table(1_000, false);
    h.get_by_role_and_label(Role::ColumnHeader, "Tickets").click();
    h.run();
    assert_eq!(h.state().sorted(), [Sort { column: 1, descending: true }], "numbers: largest first");
    h.get_by_role_and_label(Role::ColumnHeader, "Tickets").click();
    h.run();
    assert_eq!(h.state().sorted().last(), Some(&Sort { column: 1, descending: false }));
    // Up from the first row leads into the header.
    h.key_press(Key::ArrowDown);
    h.run();
    h.key_press(Key::ArrowUp);
    h.run();
    h.key_press(Key::Enter);
    h.run();
    assert_eq!(h.state().sorted().last(), Some(&Sort { column: 0, descending: false }));
    assert!(h.state().opened().is_empty(), "Enter in the header opens nothing");
}

#[test]
fn enter_opens_and_typing_finds() {
    let mut h = table(1_000_000, false);
    focus_table(&mut h);
    h.event(egui::Event::Text("p".into()));
    h.event(egui::Event::Text("7".into()));
    h.event(egui::Event::Text("0".into()));
    h.run_steps(2);
    assert_eq!(h.state().state.cursor(), Some(70));
    h.run_steps(20);
    h.key_press(Key::Enter);
    h.run();
    assert_eq!(h.state().opened(), [70]);
    h.key_press(Key::F2);
    h.run();
    assert_eq!(h.state().seen.iter().find_map(|r| r.edit), Some(70));
}

#[test]
fn a_column_is_drawn_wider() {
    let mut h = table(10, false);
    let before = h.get_by_label("Tickets").rect();
    let edge = egui::pos2(before.left(), before.center().y);
    h.drag_at(edge);
    h.run();
    h.hover_at(edge - vec2(60.0, 0.0));
    h.run();
    h.drop_at(edge - vec2(60.0, 0.0));
    h.run();
    let after = h.get_by_label("Tickets").rect();
    assert!((before.left() - after.left() - 60.0).abs() < 2.0, "{before:?} {after:?}");
}

#[test]
fn no_rows_is_said_in_words() {
    let h = table(0, true);
    assert_eq!(h.get_by_label("People").value().as_deref(), Some("No person matches."));
    assert_eq!(h.query_all_by_role(Role::Row).count(), 0);
}

#[test]
fn the_bulk_bar_keeps_what_does_not_fit_in_a_menu() {
    let mut h = stage(520.0, 300.0, Vec::new(), |ui, events: &mut Vec<BulkEvent>| {
        let bar = BulkBar::new(3, "of 1,643")
            .verb(CommandButton::plain("Ask for consent"))
            .verb(CommandButton::plain("Add to award"))
            .verb(CommandButton::plain("Make cards"));
        events.extend(bar.show(ui));
    });
    h.get_by_label("3 selected of 1,643");
    h.get_by_label("Ask for consent").click();
    h.run();
    assert!(h.query_by_label("Make cards").is_none());
    h.get_by_label("More").click();
    h.run();
    h.get_by_label("Make cards").click();
    h.run();
    h.get_by_label("Select nothing").click();
    h.run();
    assert_eq!(h.state(), &[BulkEvent::Verb(0), BulkEvent::Verb(2), BulkEvent::Close]);
}

// What is done once, and what explains it

#[test]
fn the_gate_opens_only_when_all_is_in_place() {
    let mut h = stage(500.0, 300.0, ([true, false], String::new(), 0), |ui, (ticks, typed, locked)| {
        let [a, b] = ticks;
        let conditions =
            vec![Condition::new("Rehearsed on 23 November", a), Condition::new("Shown to the observer", b)];
        if CheckGate::new(conditions, "LOCK", typed, CommandButton::primary("Lock draw 1")).show(ui) {
            *locked += 1;
        }
    });
    assert_eq!(description(&h, "Lock draw 1").as_deref(), Some("Tick the last box and type LOCK."));
    h.get_by_role_and_label(Role::CheckBox, "Shown to the observer").click();
    h.run();
    assert_eq!(description(&h, "Lock draw 1").as_deref(), Some("Type LOCK."));
    h.get_by_role_and_label(Role::TextInput, "Type LOCK to confirm").click();
    h.run();
    h.get_by_role_and_label(Role::TextInput, "Type LOCK to confirm").type_text("LOC");
    h.run();
    h.get_by_label("Lock draw 1").click();
    h.run();
    assert_eq!(h.state().2, 0, "LOC is not LOCK");
    h.get_by_role_and_label(Role::TextInput, "Type LOCK to confirm").click();
    h.run();
    h.get_by_role_and_label(Role::TextInput, "Type LOCK to confirm").type_text("K");
    h.run();
    h.get_by_label("Lock draw 1").click();
    h.run();
    assert_eq!(h.state().2, 1);
}

#[test]
fn meters_charts_and_hashes_speak() {
    let hex = "498619462c9cfdb128abfc07f8549a95a3b2d06b74c88f1bc704eb17ba4cb260";
    let mut h = stage(700.0, 500.0, (), move |ui, ()| {
        EntropyMeter::new(25_999, 233_001).sentence("Every ticket still has the same chance.").show(ui);
        HashGroups::new("Lock code", hex).show(ui);
        BarChart::new("Where nominations came from", &[("Newsletter", 1_121), ("Partners", 84)]).show(ui);
        SplitBar::new("What becomes of the rows", &[("accepted", 3, Tone::Success), ("held", 2, Tone::Warning)])
            .show(ui);
    });
    let meter = h.get_by_role_and_label(Role::Meter, "Is that enough luck?").value().unwrap_or_default();
    // Down what there is, up what is needed.
    assert!(meter.starts_with("promised: 25 bits, needed: 234 bits. Not for every possible result"), "{meter}");
    h.get_by_label("Newsletter: 1,121");
    assert_eq!(
        h.get_by_role_and_label(Role::Figure, "Where nominations came from").value().as_deref(),
        Some("Newsletter 1,121; Partners 84")
    );
    assert_eq!(
        h.get_by_role_and_label(Role::Figure, "What becomes of the rows").value().as_deref(),
        Some("accepted 3; held 2")
    );
    h.get_by_label_contains("Lock code: 4986, 1946, 2c9c, fdb1");
    h.get_by_label("Copy lock code").click();
    h.step();
    let copied =
        h.output().platform_output.commands.iter().any(|c| matches!(c, egui::OutputCommand::CopyText(t) if t == hex));
    assert!(copied, "all 64 digits are copied");
}

#[test]
fn steps_behind_can_be_looked_at_and_steps_ahead_cannot() {
    let mut h = stage(700.0, 100.0, Vec::new(), |ui, chosen: &mut Vec<usize>| {
        let step = |title, state, open| StepLine { title, words: "once", state, open };
        let steps = [
            step("Set up", StepState::Done, true),
            step("Lock", StepState::Now, true),
            step("Draw", StepState::Later, false),
        ];
        chosen.extend(Stepper::new(&steps).show(ui));
    });
    h.get_by_label("Draw").click();
    h.run();
    h.get_by_label("Set up").click();
    h.run();
    assert_eq!(h.state(), &[0]);
    assert_eq!(h.get_by_label("Lock").accesskit_node().is_selected(), Some(true));
}

// Over the page

#[test]
fn a_dialog_starts_on_its_safe_button_and_gives_the_keyboard_back() {
    #[derive(Default)]
    struct S {
        open: bool,
        pressed: Vec<usize>,
        closed: u32,
    }
    let mut h = stage(800.0, 500.0, S::default(), |ui, s| {
        if CommandButton::plain("Ask").show(ui).clicked() {
            s.open = true;
        }
        if s.open {
            let dialog = Dialog::new("ask", "Leave without saving?")
                .left(CommandButton::danger("Leave"))
                .button(CommandButton::primary("Save and leave"))
                .focus(1);
            let out = dialog.show(ui.ctx(), |_| {});
            s.pressed.extend(out.pressed);
            s.closed += u32::from(out.closed);
            s.open = out.pressed.is_none() && !out.closed;
        }
    });
    h.get_by_label("Ask").focus();
    h.run();
    h.key_press(Key::Enter);
    h.run();
    assert!(h.get_by_label("Save and leave").is_focused());
    h.get_by_role_and_label(Role::Dialog, "Leave without saving?");
    h.key_press(Key::Escape);
    h.run();
    assert_eq!(h.state().closed, 1);
    assert!(h.get_by_label("Ask").is_focused(), "the keyboard is back where it was");
    h.key_press(Key::Enter);
    h.run();
    h.key_press(Key::Enter);
    h.run();
    assert_eq!(h.state().pressed, [1]);
}

#[test]
fn a_failure_says_what_is_lost_and_offers_the_way_on() {
    let mut h = stage(900.0, 700.0, Vec::new(), |ui, answers: &mut Vec<FailureAnswer>| {
        let dialog = FailureDialog::new("save", "The campaign was not saved", "The stick was taken out.")
            .nothing_lost("The file is still whole.")
            .step("Plug the stick in again.")
            .details("ENODEV")
            .leave("Keep working, remind me")
            .button(CommandButton::plain("Save elsewhere"))
            .button(CommandButton::primary("Try again"));
        answers.extend(dialog.show(ui.ctx()));
    });
    h.get_by_role_and_label(Role::AlertDialog, "The campaign was not saved");
    h.get_by_label("Nothing is lost. The file is still whole.");
    assert!(h.get_by_label("Try again").is_focused());
    assert!(h.query_by_label("ENODEV").is_none(), "details are folded away");
    h.get_by_label("Details for support").click();
    h.run();
    h.get_by_label("ENODEV");
    h.get_by_label("Save elsewhere").click();
    h.run();
    h.get_by_label("Keep working, remind me").click();
    h.run();
    assert_eq!(h.state(), &[FailureAnswer::Button(0), FailureAnswer::Leave]);
}

#[test]
fn what_cannot_be_undone_wants_its_word() {
    let mut h = stage(800.0, 500.0, (String::new(), Vec::new()), |ui, (typed, answers)| {
        let button = CommandButton::danger("Erase Sabine");
        let answer = ConfirmTyped::new("erase", "Erase Sabine?", "Sabine", typed, button).show(ui.ctx(), |_| {});
        if answer != Confirm::Waiting {
            answers.push(answer);
        }
    });
    h.get_by_label("Erase Sabine").click();
    h.run();
    assert!(h.state().1.is_empty());
    h.get_by_role_and_label(Role::TextInput, "Type Sabine to confirm").click();
    h.run();
    h.get_by_role_and_label(Role::TextInput, "Type Sabine to confirm").type_text("Sabine");
    h.run();
    h.get_by_label("Erase Sabine").click();
    h.run();
    assert_eq!(h.state().1, [Confirm::Yes]);
}

#[test]
fn the_palette_is_driven_by_keys_and_keeps_reasons() {
    let mut h = stage(900.0, 700.0, (PaletteState::default(), Vec::new()), |ui, (state, events)| {
        let line = |title: &'static str, reason: Option<&'static str>| PaletteLine {
            group: "Commands".into(),
            icon: Icon::Dice,
            title: title.into(),
            aside: "Sweepstake".into(),
            keys: "".into(),
            reason: reason.map(Into::into),
        };
        let mut lines = vec![line("Rehearse the draw", None), line("Print the record", Some("Not drawn yet"))];
        lines.extend((0..8).map(|_| line("Lock draw 1", None)));
        events.extend(palette_box::show(ui.ctx(), state, &lines));
    });
    h.get_by_role(Role::TextInput).type_text("draw");
    h.run();
    assert_eq!(h.state().0.query, "draw");
    assert_eq!(description(&h, "Print the record").as_deref(), Some("Not drawn yet"));
    h.get_by_label("Show all 10");
    h.key_press(Key::ArrowDown);
    h.run();
    h.key_press(Key::Enter);
    h.run();
    assert!(h.state().1.is_empty(), "an unavailable line is not chosen");
    h.key_press(Key::ArrowUp);
    h.run();
    h.key_press(Key::Enter);
    h.run();
    h.key_press(Key::Escape);
    h.run();
    assert_eq!(h.state().1, [PaletteEvent::Chosen(0), PaletteEvent::Closed]);
    h.get_by_label("Show all 10").click();
    h.run();
    assert_eq!(h.query_all_by_label("Lock draw 1").count(), 8);
}

#[test]
fn a_message_can_be_undone_and_goes_by_itself() {
    let mut toasts = Toasts::default();
    toasts.say_with_undo("Merged Bo Reyes and B. Reyes");
    let mut h = stage(800.0, 400.0, (toasts, Vec::new()), |ui, (toasts, events)| {
        events.extend(toasts.show(ui));
    });
    h.get_by_role_and_label(Role::Status, "Merged Bo Reyes and B. Reyes");
    h.get_by_label("Undo").click();
    h.run_steps(3);
    assert_eq!(h.state().1, [ToastEvent::Undo(0)]);
    assert!(h.state().0.is_empty());
    h.state_mut().0.say("Exported 3 people");
    h.run_steps(2);
    h.get_by_label("Exported 3 people");
    h.hover_at(egui::pos2(5.0, 5.0));
    // A step counts at most a quarter of a second.
    h.run_steps(40);
    assert!(h.query_by_label("Exported 3 people").is_none());
}

#[test]
fn a_pane_that_does_not_fit_becomes_a_drawer() {
    let draw = |ui: &mut Ui, shown: &mut u32| {
        *shown = SidePane::detail("person").show(ui, |pane| {
            pane.body(|ui| {
                Text::strong("Sabine Okonjo").show(ui);
                7
            })
        });
    };
    let wide = stage(1000.0, 500.0, 0, draw);
    wide.get_by_label("Sabine Okonjo");
    assert!(wide.query_by_label("Show the pane").is_none());
    let mut h = stage(560.0, 500.0, 0, draw);
    assert!(h.query_by_label("Sabine Okonjo").is_none(), "the list stays");
    assert_eq!(*h.state(), 7, "what the contents give is there all the same");
    h.get_by_label("Show the pane").click();
    h.run();
    h.get_by_label("Sabine Okonjo");
    h.get_by_label("Hide the pane").click();
    h.run();
    assert!(h.query_by_label("Sabine Okonjo").is_none());
}

#[test]
fn differences_and_scores_are_said() {
    let h = stage(600.0, 300.0, (), |ui, ()| {
        let line = EvidenceLine { name: "Name".into(), one: "Meyer".into(), other: "Maier".into() };
        let same = EvidenceLine { name: "Team".into(), one: "Sales".into(), other: "Sales".into() };
        EvidenceTable::new("This record", "Line 6", &[line, same]).show(ui);
        ScoreCell::new("Ines Duarte on Payday", None).show(ui);
    });
    h.get_by_label("Name: Meyer, Maier, differs");
    h.get_by_label("Team: Sales, Sales, same");
    assert_eq!(h.get_by_label("Ines Duarte on Payday").value().as_deref(), Some("no score"));
}

// The frame

fn shell() -> Shell {
    Shell {
        bar: TitleBar {
            title: "Heroes 2026".into(),
            campaign_open: true,
            saved: Saved::No("Not saved since 13:40".into()),
            undo: Step::Ready("Undo: merge".into()),
            redo: Step::Not("Nothing was undone".into()),
            palette_keys: "Ctrl K".into(),
            band: None,
        },
        items: vec![
            NavItem::new("", Icon::Home, "Home"),
            NavItem::new("Collect", Icon::People, "People").waiting(9),
            NavItem::new("", Icon::Gear, "Campaign settings").at_foot(),
        ],
        current: 0,
        status: StatusLine {
            offline: "Works offline.".into(),
            jobs: vec![JobState { id: 7, title: "Making cards".into(), done: Some((9, 14)), can_cancel: true }],
            problems: "3 things to look at".into(),
            file: "heroes.unsung".into(),
            problems_open: true,
        },
    }
}

fn frame<'a>(width: f32) -> Harness<'a, (ShellState, Vec<ShellEvent>)> {
    stage(width, 800.0, (ShellState::default(), Vec::new()), |ui, (state, events)| {
        let (more, ()) = shell().show(ui, state, |ui| {
            ui.allocate_space(ui.available_size());
        });
        events.extend(more);
    })
}

#[test]
fn the_frame_gives_back_what_was_asked() {
    let mut h = frame(1440.0);
    for label in ["People", "Undo: merge", "Cancel making cards", "3 things to look at", "Not saved since 13:40"] {
        h.get_by_label(label).click();
        h.run();
    }
    assert_eq!(
        h.state().1,
        [
            ShellEvent::Go(1),
            ShellEvent::Bar(TitleBarEvent::Undo),
            ShellEvent::Status(StatusEvent::CancelJob(7)),
            ShellEvent::Status(StatusEvent::Problems),
            ShellEvent::Bar(TitleBarEvent::Save),
        ]
    );
    assert_eq!(h.get_by_label("People").value().as_deref(), Some("9 waiting"));
    assert_eq!(description(&h, "Redo").as_deref(), Some("Nothing was undone"));
    let job = h.get_by_role_and_label(Role::ProgressIndicator, "Making cards");
    assert_eq!(job.value().as_deref(), Some("Making cards 9 of 14"));
}

#[test]
fn the_rail_is_narrow_in_a_narrow_window_and_by_wish() {
    let mut h = frame(1100.0);
    assert!(h.get_by_label("People").rect().width() <= 60.0);
    h.key_press_modifiers(Modifiers::COMMAND, Key::B);
    h.run();
    assert!(h.get_by_label("People").rect().width() > 180.0);
    h.get_by_label("People").click();
    h.run();
    assert_eq!(h.state().1, [ShellEvent::Go(1)], "narrow or wide, the same names");
}

#[test]
fn zoom_goes_in_the_steps_of_the_tokens() {
    let mut h = frame(1440.0);
    h.key_press_modifiers(Modifiers::COMMAND, Key::Plus);
    h.run();
    assert_eq!(h.ctx.zoom_factor(), 1.1);
    h.key_press_modifiers(Modifiers::COMMAND, Key::Num0);
    h.run();
    assert_eq!(h.ctx.zoom_factor(), 1.0);
    h.key_press_modifiers(Modifiers::COMMAND, Key::Minus);
    h.run();
    assert_eq!(h.ctx.zoom_factor(), 0.9);
}

#[test]
fn a_narrow_header_drops_words_but_no_action() {
    let mut h = stage(470.0, 300.0, Vec::new(), |ui, pressed: &mut Vec<usize>| {
        let header = PageHeader::new("People")
            .words("One record per person.")
            .action(CommandButton::plain("Compare duplicates").icon(Icon::Merge))
            .action(CommandButton::plain("Add a person").icon(Icon::Plus).shortcut("Ctrl N"))
            .action(CommandButton::plain("Print everything"))
            .action(CommandButton::primary("Import").icon(Icon::Import));
        pressed.extend(header.show(ui));
    });
    h.get_by_role_and_label(Role::Button, "Import").click();
    h.run();
    for (index, title) in ["Compare duplicates", "Add a person", "Print everything"].into_iter().enumerate() {
        if h.query_by_label(title).is_none() {
            h.get_by_label("More").click();
            h.run();
        }
        h.get_by_label(title).click();
        h.run();
        assert_eq!(h.state().last(), Some(&index), "{title}");
    }
}
