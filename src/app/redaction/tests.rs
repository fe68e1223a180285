//! Sentences with planted third persons. The first list was there while the search was written, the second was written before
//! it was run on it for the first time; one word was mended after that run.

use super::*;

type Sentence = (&'static str, &'static [&'static str]);

const PLANTED: &[Sentence] = &[
    ("Jane poured tea into the dock and then into the spare dock.", &["Jane"]),
    ("Our director, Mr Field, printed the whole internet.", &["Mr Field"]),
    ("Write to jane.doe@corp.example if the badge melts again.", &["jane.doe@corp.example"]),
    ("He called me on +44 20 7946 0018 from under the desk.", &["+44 20 7946 0018"]),
    ("The user from Leeds had unplugged the router to charge a toothbrush.", &["Leeds"]),
    ("Accounts payable closed the door on the cable.", &[]),
    ("Somebody from Accounts Payable closed the door on the cable.", &["Accounts Payable"]),
    ("I asked Ahmed to reboot, and Ahmed rebooted the coffee machine.", &["Ahmed"]),
    ("Dr. Okafor swore that the mouse was already wireless.", &["Dr. Okafor"]),
    ("Then @kevin_the_intern posted the password.", &["@kevin_the_intern"]),
    ("See http://intranet.corp.example/people/jdoe for the photo.", &["http://intranet.corp.example/people/jdoe"]),
    ("Frau Lindqvist hat angerufen.", &["Frau Lindqvist"]),
    ("My boss Gerald keeps the server under his desk.", &["Gerald"]),
    ("The HR team laminated the laptop.", &["HR team"]),
    ("Someone in Marketing used a stapler on the floppy disk.", &["Marketing"]),
    ("The Rotterdam office lost its Wi-Fi to a microwave.", &["Rotterdam"]),
    ("Maria-Luisa from finance spilled yoghurt over two keyboards.", &["Maria-Luisa", "finance"]),
    ("Windows updated during the wedding speech.", &[]),
    ("On Monday the printer printed only Tuesday.", &[]),
    ("I plugged the USB stick into the Ethernet port.", &[]),
    ("The laptop survived, the croissant did not.", &[]),
    ("Excel decided that everything is a date.", &[]),
    ("Lenovo sent a new ThinkPad and a card.", &[]),
    ("Nguyen had typed the password on a sticky note, in Comic Sans.", &["Nguyen"]),
    ("Thu Hà rescued 412 tickets before breakfast.", &["Thu Hà"]),
    ("We drove to Lagos with a spare fan.", &["Lagos"]),
    ("The Night Shift Crew had taped over the sensor.", &["Night Shift Crew"]),
    ("“Is it plugged in?” asked Tom, and it was not.", &["Tom"]),
    ("Sanjay's cat sleeps on the router.", &["Sanjay's"]),
    ("Ext. 4471 never answers, so I walked.", &["4471"]),
    ("Call 0171 555 2368 and ask for Barbara.", &["0171 555 2368", "Barbara"]),
    ("The invoice of 1 500 000 was a typing error.", &[]),
    ("It happened on 2025-11-03 at 14:30.", &[]),
    ("Version 10.0.19045 would not start.", &[]),
    ("Will it print? It will not.", &[]),
    ("Will said that the screen was asleep.", &["Will"]),
    ("May I unplug this, she asked.", &[]),
    ("The intern called Priya had never seen a floppy disk.", &["Priya"]),
    ("Our caretaker Kowalski vacuumed up the antenna.", &["Kowalski"]),
    ("I met Juan de la Cruz in the server room.", &["Juan de la Cruz"]),
    ("Ludwig van der Berg keeps a fish tank on the switch.", &["Ludwig van der Berg"]),
    ("Kofi and Ama shared one keyboard.", &["Kofi", "Ama"]),
    ("Support had a good laugh.", &[]),
    ("The projector at St Mary's School showed my holiday pictures.", &["St Mary's School"]),
    ("A colleague from the Berlin branch mailed us the mouse.", &["Berlin"]),
    ("Professor Ito saved the thesis on the desktop of a library computer.", &["Professor Ito"]),
    ("I found the laptop in the fridge, next to Olga's lunch.", &["Olga's"]),
    ("Her handle is @printqueen and her number is 555-0142-77.", &["@printqueen", "555-0142-77"]),
    ("The controller, Wójcik, had renamed every file to final.", &["Wójcik"]),
    ("Mohammed O'Brien ordered forty-two mice.", &["Mohammed O'Brien"]),
    ("Nobody in Payroll would admit to the glue.", &["Payroll"]),
    ("Adobe asked for a licence during the eulogy.", &[]),
    ("Chad threw the keyboard at the fire alarm.", &["Chad"]),
    ("The dog ate the badge of Yuki Tanaka.", &["Yuki Tanaka"]),
    ("Legal wanted the cookie banner on the cookie jar.", &[]),
    ("The people at Pepperpot Ferries use one password.", &["Pepperpot Ferries"]),
    ("Signora Rossi baked the router to dry it.", &["Signora Rossi"]),
    ("Zeynep's laptop bag was full of soup.", &["Zeynep's"]),
    ("Reach me at p.field+mug@mail.example.", &["p.field+mug@mail.example"]),
    ("The vending machine in Room 204 runs on Linux.", &[]),
    ("Every Friday the scanner faxes itself.", &[]),
    ("In March, Rosa May deleted the backup.", &["Rosa May"]),
    ("The Google sheet was printed, corrected by hand and scanned.", &[]),
    ("Oluwaseun asked whether the cloud was dry.", &["Oluwaseun"]),
    ("Greta from customer service put the disk into a real dishwasher.", &["Greta", "customer service"]),
    ("Then Papadopoulos laughed.", &["Papadopoulos"]),
    ("One user had drawn an Apple logo on a Dell.", &[]),
    ("Our CEO Helga Brandt sat on the tablet.", &["Helga Brandt"]),
    ("They phoned from Reykjavík to say that the server was warm.", &["Reykjavík"]),
    ("Mail to helpdesk arrived as a fax.", &[]),
];

const HELD_BACK: &[Sentence] = &[
    ("When Delphine came back from Marseille, her keyboard smelled of fish.", &["Delphine", "Marseille"]),
    ("The receptionist, Tova, used the scanner as a tray.", &["Tova"]),
    ("Please ask Mr. Abernathy or Ms Chaudhry.", &["Mr. Abernathy", "Ms Chaudhry"]),
    ("A nurse in Cardiology taped her phone to a drip stand.", &["Cardiology"]),
    ("It was Bogdan who had watered the plug.", &["Bogdan"]),
    ("Our colleague Xiomara brought glitter.", &["Xiomara"]),
    ("I wrote to ingrid_99@post.example and to IT@corp.example.", &["ingrid_99@post.example", "IT@corp.example"]),
    ("He lives near Birmingham and works from a boat.", &["Birmingham"]),
    ("The sales department had eleven chargers and no phones.", &["sales department"]),
    ("Call me: (030) 901820-44, ask for Lutz.", &["(030) 901820-44", "Lutz"]),
    ("Someone at Blue Heron Dental keeps passwords in the aquarium.", &["Blue Heron Dental"]),
    ("Anneliese Schwarzkopf typed with oven gloves.", &["Anneliese Schwarzkopf"]),
    ("The tablet fell into the soup of our managing director, Sir Reginald Poole.", &["Sir Reginald Poole"]),
    ("Everything was fine until lunch.", &[]),
    ("Bluetooth found the neighbour's toothbrush.", &[]),
    ("The Canon printed cannons.", &[]),
    ("Each Monday the Outlook calendar is full of birthdays.", &[]),
    ("Coffee and keyboards do not mix.", &[]),
    ("My password is written on the fridge.", &[]),
    ("Nothing happened for 45 minutes.", &[]),
    ("Two users shared one mouse for 3 weeks.", &[]),
    ("Fire drills reset the router.", &[]),
    ("The update took 12345 seconds.", &[]),
    ("Old cables never die.", &[]),
    ("Emeka plugged a toaster into the UPS.", &["Emeka"]),
    ("She is known as @mama.modem online.", &["@mama.modem"]),
    ("At the Utrecht campus the badge opens the fridge.", &["Utrecht"]),
    ("Then Jean-Baptiste took the stairs with the server.", &["Jean-Baptiste"]),
    ("The new apprentice, Séamus Ó Briain, cabled the aquarium.", &["Séamus Ó Briain"]),
    ("Human Resources asked for the laptop of the late parrot.", &["Human Resources"]),
    ("Her assistant Funmilayo hid the mouse in a shoe.", &["Funmilayo"]),
    ("The plumber left his mobile 07700 900461 on the switch.", &["07700 900461"]),
    ("Kenji's screensaver is a live fish.", &["Kenji's"]),
    ("Lunch with Agnieszka ended in the server room.", &["Agnieszka"]),
    ("From Tromsø came a parcel with one key.", &["Tromsø"]),
    ("Uncle Bob fixed it with butter.", &["Bob"]),
];

/// Found and planted; marked, and marked without need.
fn score(sentences: &[Sentence]) -> [usize; 4] {
    let mut known = Known::default();
    known.add_name("Nguyễn Thị Thu Hà");
    known.add_place("Lagos");
    known.add_team("Night Shift Crew");
    let mut score = [0; 4];
    for (text, planted) in sentences {
        let found = find(text, &known);
        for words in *planted {
            let at = text.find(words).unwrap();
            let whole = |it: &&Found| it.range.start <= at && at + words.len() <= it.range.end;
            score[0] += usize::from(found.iter().any(|it| whole(&it)));
            score[1] += 1;
        }
        for it in &found {
            let meant = planted.iter().any(|words| words.contains(it.text.as_str()) || it.text.contains(words));
            score[2] += 1;
            score[3] += usize::from(!meant);
        }
    }
    score
}

#[test]
fn planted_people_are_found_and_little_else() {
    for (title, sentences) in [("known while writing", PLANTED), ("held back", HELD_BACK)] {
        let [found, planted, marked, needless] = score(sentences);
        println!(
            "{title}: {} sentences, recall {found} of {planted}, precision {} of {marked}",
            sentences.len(),
            marked - needless
        );
        assert!(found * 100 >= planted * 97, "recall {found} of {planted}");
        assert!(needless * 100 <= marked * 5, "{needless} of {marked} marked without need");
    }
}

#[test]
fn the_word_lists_can_be_read() {
    assert!(lexicon::lexicon().is_first_name("jane") && lexicon::lexicon().is_title("dr."));
}

#[test]
fn one_person_is_one_stand_in() {
    let text = "Jane Doe from Leeds poured tea. Jane's mouse swam. Tom laughed, and Jane wrote to tom@x.example.";
    let found = find(text, &Known::default());
    let archetype =
        Archetype { name: "Toni Twenty-Tabs".into(), stand_in: "the tea lover".into(), ..Archetype::default() };
    let with: Vec<Option<String>> = stand_ins(&found, &[&archetype]).into_iter().map(Some).collect();
    assert_eq!(
        replaced(text, &found, &with),
        "The tea lover from our town poured tea. The tea lover's mouse swam. A colleague laughed, and the tea lover wrote to [address]."
    );
    let left: Vec<Option<String>> = found.iter().map(|_| None).collect();
    assert_eq!(replaced(text, &found, &left), text);
}

#[test]
fn names_of_scripts_without_spaces_are_found_in_a_run() {
    for (name, text, says) in [
        ("佐々木太郎", "また佐々木太郎さんに", "佐々木太郎"),
        ("김민준", "김민준씨가 왔다", "김민준"),
        ("สมชาย", "ขอบคุณสมชายมาก", "สมชาย"),
        ("สมชาย ใจดี", "ขอบคุณสมชายมาก", "สมชาย"),
        ("김 민준", "어제 김민준씨가 커피를 쏟았다", "김민준"),
        ("김 민준", "어제 민준씨가 커피를 쏟았다", "민준"),
        ("山田 太郎", "また山田太郎さんに", "山田太郎"),
    ] {
        let mut known = Known::default();
        known.add_name(name);
        let found: Vec<String> = find(text, &known).into_iter().map(|it| it.text).collect();
        assert_eq!(found, [says], "{name}");
    }
}

#[test]
fn what_belongs_to_the_campaign_is_left_alone() {
    let mut known = Known::default();
    known.leave("Toni Twenty-Tabs");
    assert!(find("Then Toni Twenty-Tabs opened another one.", &known).is_empty());
}

proptest::proptest! {
    #[test]
    fn any_text_is_searched_without_harm(text in "(\\PC|[ .@+0-9A-Zà-ü\n'’-]){0,120}") {
        let found = find(&text, &Known::default());
        let mut at = 0;
        for it in &found {
            assert!(at <= it.range.start && it.range.start < it.range.end);
            assert_eq!(&text[it.range.clone()], it.text);
            at = it.range.end;
        }
        let nothing: Vec<Option<String>> = found.iter().map(|_| None).collect();
        assert_eq!(replaced(&text, &found, &nothing), text);
    }
}
