//! Palettes, orders, tags, jobs, pages and figures as widgets, by role and label.
#![cfg(feature = "gui")]

use eframe::egui::{self, Key, Ui, accesskit::Role, vec2};
use egui_kittest::{
    Harness,
    kittest::{NodeT as _, Queryable as _},
};
use unsung::gui::theme;
use unsung::gui::widgets::figure_view::FigureView;
use unsung::gui::widgets::job_chip::{JobChip, JobState};
use unsung::gui::widgets::order_menu::OrderMenu;
use unsung::gui::widgets::page_view::{PageState, PageView, Sheet};
use unsung::gui::widgets::palette_picker::{Palette, PalettePicker};
use unsung::gui::widgets::tag_editor::{Suggestion, TagEditor, TagEvent};

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

#[test]
fn a_palette_is_picked_by_name_and_tried_under_the_pointer() {
    let mut h = stage(400.0, 200.0, (None, Vec::new()), |ui, (chosen, tried): &mut (Option<usize>, Vec<usize>)| {
        let colour = |n: u8| egui::Color32::from_rgb(n, 80, 120);
        let palettes = ["Lagoon", "Ember", "Night"]
            .map(|name| Palette { name, colours: (0..3).map(|n| colour(n * 60)).collect() });
        let picked = PalettePicker::new("Suit colours", &palettes, *chosen).show(ui);
        tried.extend(picked.tried);
        if picked.chosen.is_some() {
            *chosen = picked.chosen;
        }
    });
    h.get_by_role_and_label(Role::RadioButton, "Night").hover();
    h.run();
    assert_eq!(h.state(), &(None, vec![2; h.state().1.len()]), "the pointer tries, and chooses nothing");
    assert!(!h.state().1.is_empty());
    h.get_by_role_and_label(Role::RadioButton, "Ember").click();
    h.run();
    assert_eq!(h.state().0, Some(1));
    assert_eq!(h.get_by_role_and_label(Role::RadioGroup, "Suit colours").value().as_deref(), Some("Ember"));
}

#[test]
fn a_job_says_how_far_it_is_and_is_stopped() {
    let mut h = stage(400.0, 40.0, (12, false), |ui, (done, stopped)| {
        let job = JobState { id: 3, title: "Making cards".into(), done: Some((*done, 48)), can_cancel: true };
        *stopped |= JobChip::new(&job).show(ui);
    });
    let node = h.get_by_role_and_label(Role::ProgressIndicator, "Making cards");
    assert_eq!(node.value().as_deref(), Some("Making cards 12 of 48"));
    assert_eq!(node.accesskit_node().numeric_value(), Some(25.0));
    h.get_by_role_and_label(Role::Button, "Cancel making cards").click();
    h.run();
    assert!(h.state().1);
}

#[test]
fn pages_are_looked_at_closer_and_moved() {
    let sheet = Sheet { size: (1000.0, 1500.0), bleed: 30.0, around: 80.0, is_paper: true };
    assert!((sheet.scale(2, vec2(580.0, 400.0)) - 400.0 / 1660.0).abs() < 0.001, "height decides");
    assert!((sheet.scale(2, vec2(380.0, 400.0)) - 360.0 / 2320.0).abs() < 0.001, "both sides and the gap between");
    let mut h = stage(600.0, 400.0, PageState::default(), move |ui, state: &mut PageState| {
        let room = ui.available_rect_before_wrap();
        PageView::new("Both sides", sheet).pages(2).show_at(ui, room, state);
    });
    assert!(h.query_by_label("See the whole page").is_none());
    let value = |h: &Harness<'_, PageState>| h.get_by_role_and_label(Role::Image, "Both sides").value();
    assert_eq!(value(&h).as_deref(), Some("100 %"));
    h.get_by_label("Look closer").click();
    h.run();
    h.get_by_role_and_label(Role::Image, "Both sides").focus();
    h.run();
    h.key_press(Key::Plus);
    h.run();
    assert!((h.state().zoom() - 2.25).abs() < 0.01);
    let before = *h.state();
    h.key_press(Key::ArrowDown);
    h.run();
    assert_ne!(*h.state(), before, "arrows move");
    for _ in 0..40 {
        h.key_press(Key::ArrowDown);
        h.run();
    }
    let end = *h.state();
    h.key_press(Key::ArrowDown);
    h.run();
    assert_eq!(*h.state(), end, "the page stays in view");
    h.get_by_label("See the whole page").click();
    h.run();
    assert_eq!(*h.state(), PageState::default());
    for _ in 0..20 {
        h.key_press(Key::Minus);
        h.run();
    }
    assert!((h.state().zoom() - 1.0).abs() < 0.001, "never smaller than the room");
}

#[test]
fn a_figure_says_whether_it_is_only_tried_on() {
    let mut h = stage(300.0, 220.0, false, |ui, tried| {
        let view = FigureView::new("Figure of The Calm Voice", None).height(160.0).tried(*tried);
        let response = view.show(ui);
        assert!((response.rect.height() - 160.0).abs() < 0.5);
    });
    let value = |h: &Harness<'_, bool>| h.get_by_role_and_label(Role::Image, "Figure of The Calm Voice").value();
    assert_eq!(value(&h).as_deref(), Some("as chosen"));
    *h.state_mut() = true;
    h.run();
    assert_eq!(value(&h).as_deref(), Some("tried on"));
}

#[derive(Default)]
struct Words {
    tags: Vec<String>,
    typed: String,
}

#[test]
fn tags_are_typed_suggested_and_taken_off() {
    let mut h = stage(420.0, 200.0, Words::default(), |ui, words: &mut Words| {
        let before = [("Ticket queues", 4), ("Phishing", 2), ("Paper jams", 0)]
            .map(|(words, count)| Suggestion { words, count });
        let editor = TagEditor::new("Add a problem", &words.tags, &mut words.typed).suggestions(&before).most(3);
        match editor.show(ui) {
            Some(TagEvent::Added(tag)) => words.tags.push(tag),
            Some(TagEvent::Removed(place)) => drop(words.tags.remove(place)),
            None => {}
        }
    });
    let enter = |h: &mut Harness<'_, Words>, text: &str| {
        h.get_by_role_and_label(Role::TextInput, "Add a problem").focus();
        h.run();
        h.get_by_role_and_label(Role::TextInput, "Add a problem").type_text(text);
        h.run();
        h.key_press(Key::Enter);
        h.run();
    };
    enter(&mut h, "  Payroll ");
    enter(&mut h, "payroll");
    assert_eq!(h.state().tags, ["Payroll"], "the same in other letters is no second one");
    h.get_by_role_and_label(Role::TextInput, "Add a problem").type_text("ph");
    h.run();
    assert!(h.query_by_label("Ticket queues 4").is_none(), "what goes with the letters is offered");
    h.get_by_label("Phishing 2").click();
    h.run();
    assert_eq!(
        (h.state().tags.as_slice(), h.state().typed.as_str()),
        (["Payroll".to_owned(), "Phishing".to_owned()].as_slice(), "")
    );
    assert!(h.query_by_label("Phishing 2").is_none(), "what is there is not offered");
    h.get_by_label("Paper jams").click();
    h.run();
    assert!(h.query_by_role_and_label(Role::TextInput, "Add a problem").is_none(), "three are enough");
    h.get_by_label("Remove Payroll").click();
    h.run();
    assert_eq!(h.state().tags, ["Phishing", "Paper jams"]);
    h.get_by_role_and_label(Role::TextInput, "Add a problem");
}

#[test]
fn an_order_is_chosen_and_turned_round() {
    let mut h = stage(300.0, 300.0, (0, false), |ui, (order, reversed)| {
        OrderMenu::new(&["Name", "Date added"], order, reversed).show(ui);
    });
    h.get_by_role_and_label(Role::Button, "Order: name").click();
    h.run();
    h.get_by_role_and_label(Role::MenuItemRadio, "Date added").click();
    h.run();
    h.get_by_role_and_label(Role::Button, "Order: date added").click();
    h.run();
    h.get_by_role_and_label(Role::MenuItemRadio, "From the end").click();
    h.run();
    assert_eq!(*h.state(), (1, true));
    h.get_by_role_and_label(Role::Button, "Order: date added, from the end");
}
