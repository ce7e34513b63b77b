//! A file for calendar programs (RFC 5545). `icalendar` folds, escapes and ends the lines.

use ballast_api::CalendarDate;
use ballast_domain::Timestamp;
use chrono::{DateTime, Utc};
use icalendar::{Calendar, Component, Event, EventLike};

/// The dates as events without length, in UTC. An event's UID is its bucket's and says what it is about, so that a
/// program that reads a later file moves the event instead of adding another.
pub(crate) fn file(dates: &[CalendarDate], chain_id: u64, written: Timestamp) -> String {
    let mut calendar = Calendar::empty();
    for property in [
        ("VERSION", "2.0"),
        ("PRODID", "-//Ballast//Ballast//EN"),
        ("CALSCALE", "GREGORIAN"),
        ("METHOD", "PUBLISH"),
        ("X-WR-CALNAME", "Ballast"),
    ] {
        calendar.append_property(property);
    }
    for date in dates {
        // Moments beyond the calendar's last year are not worth an event.
        let (Some(at), Some(written)) = (utc(date.at), utc(written)) else {
            continue;
        };
        let event = Event::new()
            .uid(&uid(date, chain_id))
            .timestamp(written)
            .starts(at)
            .summary(&format!("{}{}", if date.estimated { "≈ " } else { "" }, date.title))
            .description(&format!("{}\nOwner: {}", date.detail, date.owner))
            .add_property("TRANSP", "TRANSPARENT")
            .done();
        calendar.push(event);
    }
    calendar.to_string()
}

fn uid(date: &CalendarDate, chain_id: u64) -> String {
    let contract = date.bucket.contract.map_or("native".to_owned(), |c| c.to_hex());
    format!(
        "{chain_id}-{contract}-{}-{}@ballast",
        date.bucket.index,
        date.kind.tag()
    )
}

fn utc(at: Timestamp) -> Option<DateTime<Utc>> {
    DateTime::from_timestamp(at.seconds().try_into().ok()?, 0)
}

#[cfg(test)]
mod tests {
    use ballast_api::DateKind;
    use ballast_domain::{Address, Amount, BucketId};

    use super::*;

    fn date(index: u64, kind: DateKind, title: &str) -> CalendarDate {
        CalendarDate {
            at: Timestamp::from_seconds(1_803_340_800),
            kind,
            bucket: BucketId::native(index),
            owner: Address::from_bytes([2; 20]),
            amount: Amount::from_iotx(1_000),
            title: title.into(),
            says: title.into(),
            detail: "1 000 IOTX with fathom".into(),
            about: "1 000 IOTX with fathom".into(),
            due: false,
            estimated: false,
        }
    }

    fn written(dates: &[CalendarDate]) -> String {
        file(dates, 4_690, Timestamp::from_seconds(1_800_000_000))
    }

    #[test]
    fn an_event_stands_in_utc_under_a_name_that_stays() {
        let file = written(&[date(7, DateKind::Unlocks, "Bucket 7 can be unstaked")]);
        for line in [
            "BEGIN:VCALENDAR",
            "VERSION:2.0",
            "BEGIN:VEVENT",
            "UID:4690-native-7-unlocks@ballast",
            "DTSTAMP:20270115T080000Z",
            "DTSTART:20270223T000000Z",
            "SUMMARY:Bucket 7 can be unstaked",
            "END:VEVENT",
        ] {
            assert!(file.contains(&format!("{line}\r\n")), "{line}\n{file}");
        }
        assert!(file.ends_with("END:VCALENDAR\r\n"));
        let moved = CalendarDate {
            at: Timestamp::from_seconds(1_900_000_000),
            ..date(7, DateKind::Unlocks, "Bucket 7 can be unstaked")
        };
        assert!(written(&[moved]).contains("UID:4690-native-7-unlocks@ballast\r\n"));
        let other = date(7, DateKind::Withdrawable, "Bucket 7 can be withdrawn");
        assert!(written(&[other]).contains("UID:4690-native-7-withdraw@ballast\r\n"));
    }

    #[test]
    fn lines_end_with_crlf_are_folded_at_75_octets_and_text_is_escaped() {
        let title = format!("Eimer; 7, \\ für {}\nzweite Zeile", "ä".repeat(90));
        let file = written(&[date(7, DateKind::Unlocks, &title)]);
        assert_eq!(file.matches('\n').count(), file.matches("\r\n").count());
        for line in file.split("\r\n") {
            assert!(line.len() <= 75, "{} octets: {line}", line.len());
        }
        let unfolded = file.replace("\r\n ", "");
        let escaped = format!("SUMMARY:Eimer\\; 7\\, \\\\ für {}\\nzweite Zeile\r\n", "ä".repeat(90));
        assert!(unfolded.contains(&escaped), "{unfolded}");
    }

    #[test]
    fn a_text_cannot_add_lines_of_its_own() {
        let file = written(&[date(7, DateKind::Unlocks, "a\r\nEND:VEVENT\r\nBEGIN:VEVENT\rX:1")]);
        assert_eq!(file.matches("\r\nEND:VEVENT").count(), 1, "{file}");
        assert_eq!(file.matches("\r\nBEGIN:VEVENT").count(), 1, "{file}");
    }
}
