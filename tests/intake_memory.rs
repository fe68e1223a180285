//! How much memory a list takes at most, whatever is in it: see [`intake::read`]. Counted by the allocator, so nothing here depends
//! on the machine.

use peak_alloc::PeakAlloc;
use unsung::app::importing::{Choices, import_bytes};
use unsung::app::{FakeWorld, templates};
use unsung::intake::{self, Kind, ReadOptions};

#[global_allocator]
static ALLOCATOR: PeakAlloc = PeakAlloc;

/// Bytes in memory for each byte of a list, at most: to read it, and to import it.
const READ: usize = 80;
const IMPORT: usize = 100;
/// Beside them for each row that is imported.
const A_ROW: usize = 1_500;
/// Whatever the list is.
const ALWAYS: usize = 8 << 20;

/// The most that work has in memory at once beside what was there before, in bytes.
fn peak<T>(work: impl FnOnce() -> T) -> (T, usize) {
    ALLOCATOR.reset_peak_usage();
    let before = ALLOCATOR.current_usage();
    let done = work();
    (done, ALLOCATOR.peak_usage().saturating_sub(before))
}

/// Lists made to take as much as they can, each of about so many bytes.
fn families(bytes: usize) -> Vec<(&'static str, Vec<u8>)> {
    let fill = |head: &str, part: &str| {
        let mut list = head.to_owned();
        while list.len() < bytes {
            list.push_str(part);
        }
        list.into_bytes()
    };
    let numbered = |head: &str, row: &dyn Fn(usize) -> String| {
        let mut list = head.to_owned();
        let mut n = 0;
        while list.len() < bytes {
            list.push_str(&row(n));
            n += 1;
        }
        list.into_bytes()
    };
    let wide = |cell: &str| format!("{}\n", [cell; 50].join(","));
    let utf16: Vec<u8> = "\u{FEFF}Name\na\n"
        .chars()
        .chain("a\n".repeat(bytes / 4).chars())
        .flat_map(|c| (c as u16).to_le_bytes())
        .collect();
    vec![
        ("separators", fill(&wide("h"), &wide(""))),
        ("cells of one sign", fill(&wide("h"), &wide("x"))),
        ("headers", numbered("", &|n| if n % 50 == 49 { format!("h{n}\n") } else { format!("h{n},") })),
        ("short rows", fill("Name\n", "a\n")),
        ("short rows of UTF-16", utf16),
        ("short names", numbered("Name\n", &|n| format!("{n:x}\n"))),
        ("short addresses", numbered("E-mail\n", &|n| format!("{n:x}@b.cc\n"))),
        ("short nominations", numbered("Nominee,Why?,Your e-mail\n", &|n| format!("a{n:x},b,{n:x}@b.cc\n"))),
        ("short entries", numbered("Entry ID,Name,E-mail\n", &|n| format!("{n:x},a,{n:x}@b.cc\n"))),
        ("dates of two orders", fill("Name,Received\n", "a,3/4/25\n")),
        ("bad rows", fill("Name,E-mail,Received\n", ",@,x\n")),
        ("blank lines", fill("Name\na", "\n")),
        ("quotes", fill("Name,Why?\n", "\"\"\"\",\"\"\n")),
        ("loose quotes", fill("Name,Why?\n", "\"a\"b,c\n")),
        ("an open quote", fill("Name,Why?\na,\"", "b,c\n")),
        ("references", fill("Name,Why?\n", "&amp;,&lt;\n")),
        ("twice encoded letters", fill("Name,Why?\n", "Ã©Ã¨,Ã¼\n")),
        ("letters of Windows", {
            let mut list = b"Name,Why?\n".to_vec();
            while list.len() < bytes {
                list.extend_from_slice(b"\xe9\xe8,\xfc\n");
            }
            list
        }),
        ("zero bytes", fill("Name,Why?\n", "a\0,b\n")),
        ("nominees in one cell", fill("Nominee,Why?\n", "\"Ada Quist; Bo Lind; Cy Moor; Di Nuss\",b\n")),
        ("a cell of nominees", format!("Nominee,Why?\n\"{}\",b\n", "Ada Quist; ".repeat(bytes / 11)).into_bytes()),
        ("a cell of awards", format!("Nominee,Award,Why?\nAda,\"{}\",b\n", "A; ".repeat(bytes / 3)).into_bytes()),
        ("a cell of addresses", format!("Name,E-mail\nAda,\"{}\"\n", "a@b.cc;".repeat(bytes / 7)).into_bytes()),
        ("addresses alone", "a@b.cc; ".repeat(bytes / 32).into_bytes()),
        ("facts", fill("", "Name: a\nTeam: b\n\n")),
        ("facts with labels of their own", numbered("", &|n| format!("Name: a{n}\nL{n}: b\n\n"))),
        ("parts of a report", numbered("", &|n| format!("Part {n}\nName,Team\na,b\n\n"))),
        ("headers again", fill("Name,Team\n", "Name,Team\na,b\n")),
        ("one line", fill("Name\n", "a ")),
        ("nothing but signs", fill("", "=;")),
    ]
}

#[test]
fn no_list_takes_more_memory_than_is_stated() {
    let world = FakeWorld::new("2026-11-22T09:00:00Z".parse().unwrap());
    let campaign = templates::start(&world, "blank").unwrap();
    // What is worked out once for all lists is no matter of any of them.
    import_bytes(&campaign, &world, "list.csv", b"Name,E-mail\na,a@b.cc\n", Kind::People, &Choices::default()).unwrap();
    let mut beyond = Vec::new();
    for (name, list) in families(1 << 18) {
        drop(intake::read(&list, &ReadOptions::default()));
        let (table, read) = peak(|| intake::read(&list, &ReadOptions::default()));
        let rows = table.as_ref().map_or(0, |table| table.rows.len());
        drop(table);
        let mut most = (read, "read");
        for kind in Kind::ALL {
            let (done, taken) = peak(|| import_bytes(&campaign, &world, "list.csv", &list, kind, &Choices::default()));
            if taken > most.0 {
                most = (taken, kind.id());
            }
            drop(done);
        }
        println!("{name}: {} bytes, {rows} rows: {read} to read, {} to import as {}", list.len(), most.0, most.1);
        let may_take = [list.len() * READ + ALWAYS, list.len() * IMPORT + rows * A_ROW + ALWAYS];
        if read > may_take[0] || most.0 > may_take[1] {
            beyond.push(name);
        }
    }
    assert_eq!(beyond, [""; 0]);
}
