//! Words of honest and lying endpoints, in time.

use proptest::prelude::*;

use super::*;

const BLOCK: Duration = Duration::from_millis(2_500);

fn pace(known: Option<u64>, start: Moment) -> Pace {
    Pace {
        block: BLOCK,
        slack: 24,
        known: known.map(|height| (Height(height), start.clock)),
    }
}

/// A network of two or three endpoints, and what they say.
struct World {
    heights: Heights,
    said: Vec<Said>,
    now: Moment,
}

impl World {
    fn new(endpoints: usize, known: Option<u64>) -> Self {
        let now = Moment::now();
        let said = |i: usize| Said {
            url: format!("http://{i}"),
            word: None,
        };
        Self {
            heights: Heights::new(Some(pace(known, now))),
            said: (0..endpoints).map(said).collect(),
            now,
        }
    }

    fn note(&mut self, place: usize, height: u64) {
        let (height, at) = (Height(height), self.now);
        let before = self.said[place].word.filter(|word| word.height == height);
        let since = before.map_or(at, |word| word.since);
        self.said[place].word = Some(Word { height, at, since });
    }

    /// An endpoint is asked, and the others where its word does not fit; whether it is believed.
    fn says(&mut self, place: usize, height: u64, others: &[(usize, u64)]) -> bool {
        self.note(place, height);
        if self.heights.believe(&self.said, place, false, self.now) {
            return true;
        }
        for (other, height) in others {
            self.note(*other, *height);
        }
        self.heights.believe(&self.said, place, true, self.now)
    }

    fn pass(&mut self, seconds: u64) {
        self.now = self.now.plus(Duration::from_secs(seconds));
    }

    fn lags(&self, place: usize) -> bool {
        self.heights.is_lagging(&self.said, place, self.now)
    }

    fn is_ahead(&self, place: usize) -> bool {
        self.heights.is_ahead(&self.said, place, self.now)
    }
}

#[test]
fn a_height_that_the_chain_cannot_have_come_to_is_not_believed_and_sets_nobody_behind() {
    let mut world = World::new(2, None);
    assert!(world.says(0, 1_000, &[]));
    world.pass(10);
    assert!(!world.says(1, 1_001_000, &[(0, 1_004)]));
    assert!(world.is_ahead(1) && !world.is_ahead(0) && !world.lags(0));
    assert_eq!(world.heights.best(&world.said, world.now), Some(Height(1_004)));
    // While the first one is away, too.
    world.pass(20);
    assert!(!world.says(1, 1_001_012, &[]));
    assert!(world.says(0, 1_012, &[]));
}

#[test]
fn what_a_second_endpoint_confirms_is_believed_whatever_was_known() {
    let mut world = World::new(2, Some(500));
    assert!(!world.says(0, 1_000_000, &[(1, 40)]));
    assert!(world.says(0, 1_000_000, &[(1, 999_990)]));
    assert!(world.says(1, 1_000_001, &[]));
}

#[test]
fn a_known_height_and_its_date_bound_the_first_word_upward_alone() {
    let mut world = World::new(1, Some(50_000_000));
    assert!(world.says(0, 40, &[]), "a chain may have stood still");
    let mut world = World::new(1, Some(50_000_000));
    assert!(world.says(0, 50_000_020, &[]));
    assert!(!world.says(0, 51_000_000, &[]));
    world.pass(1_000_000 * 5 / 2);
    assert!(world.says(0, 51_000_000, &[]));
}

#[test]
fn an_endpoint_lags_behind_what_two_tell_and_not_behind_the_word_of_one() {
    let mut world = World::new(3, None);
    world.note(0, 60);
    world.note(1, 100);
    assert!(world.heights.believe(&world.said, 0, true, world.now));
    assert!(!world.lags(0));
    world.note(2, 101);
    assert!(world.heights.believe(&world.said, 2, true, world.now));
    assert!(world.lags(0) && !world.lags(1));
}

#[test]
fn an_endpoint_that_stands_still_lags_behind_one_that_goes_on() {
    let mut world = World::new(2, None);
    assert!(world.says(0, 1_000, &[]));
    for seconds in 1..=60u64 {
        world.pass(1);
        world.note(0, 1_000);
        world.note(1, 1_000 + seconds * 2 / 5);
    }
    assert!(world.lags(0) && !world.lags(1));
    // The chain came to a halt, and the second only says otherwise from far ahead.
    world.note(1, 9_000_000);
    assert!(!world.lags(0));
}

#[test]
fn a_first_endpoint_that_stays_far_below_gives_way_to_one_that_goes_on() {
    let mut world = World::new(2, None);
    assert!(world.says(0, 1_000, &[]));
    for second in 1..=150u64 {
        world.pass(1);
        assert!(world.says(0, 940, &[]), "its word is no more than can be");
        if second % 15 == 0 {
            // While no block comes, all of them are asked.
            let _ = world.says(1, 1_000 + second * 2 / 5, &[(0, 940)]);
        }
    }
    assert!(world.lags(0) && !world.lags(1) && !world.is_ahead(1));
}

#[test]
fn a_low_word_blinds_nobody_who_stands_before_it() {
    let mut world = World::new(2, None);
    assert!(world.says(1, 10, &[]), "the first one is away");
    assert!(world.says(0, 1_000, &[(1, 10)]));
    assert!(world.says(1, 10, &[]));
    assert!(world.says(0, 1_001, &[(1, 10)]) && !world.lags(0));
}

#[test]
fn a_false_word_is_forgotten_where_nobody_tells_another() {
    let mut world = World::new(2, None);
    assert!(world.says(0, 10, &[]), "it lies, and goes away");
    let mut believed = false;
    for second in 0..130 {
        world.pass(1);
        believed = world.says(1, 50_000 + second, &[]);
    }
    assert!(believed);
}

#[test]
fn a_first_endpoint_that_leaps_is_refuted_by_one_that_stays_and_by_no_other() {
    let mut world = World::new(2, None);
    assert!(world.says(0, 1_000, &[]));
    world.pass(3);
    assert!(!world.says(0, 1_001_000, &[(1, 1_001)]));
    assert!(world.says(1, 1_002, &[]));
    let mut world = World::new(2, None);
    assert!(world.says(0, 1_000, &[]));
    assert!(world.says(0, 2_440, &[(1, 7)]), "time was moved on there");
}

#[test]
fn one_word_at_a_time_raises_the_bound_by_no_more_than_the_pace() {
    let mut world = World::new(2, None);
    let mut height = 1_000;
    assert!(world.says(0, height, &[]));
    for _ in 0..1_000 {
        world.pass(1);
        world.note(0, 1_000);
        if world.says(1, height + 20, &[(0, 1_000)]) {
            height += 20;
        }
    }
    assert!(height <= 1_000 + 1_000 * 2 / 5 + 2 * 24, "{height}");
}

#[test]
fn what_was_slept_through_has_passed() {
    let mut world = World::new(2, None);
    assert!(world.says(0, 1_000, &[]));
    world.now.clock = world.now.clock.plus_seconds(25_000);
    assert!(world.says(0, 11_000, &[(1, 1_000)]));
}

proptest! {
    /// Whatever a second endpoint says, at whatever moments, the first one is believed and stays the first.
    #[test]
    fn no_words_of_one_liar_set_the_honest_first_endpoint_behind(
        lies in prop::collection::vec((any::<u64>(), 0u64..400), 1..60),
    ) {
        let mut world = World::new(2, Some(2_000));
        let start = 1_000u64;
        let mut passed = 0;
        for (lie, seconds) in lies {
            world.pass(seconds);
            passed += seconds;
            let honest = start + passed * 2 / 5;
            let _ = world.says(1, lie, &[(0, honest)]);
            prop_assert!(world.says(0, honest, &[(1, lie)]));
            prop_assert!(!world.lags(0) && !world.is_ahead(0));
        }
    }

    #[test]
    fn odd_heights_break_nothing(
        words in prop::collection::vec((0usize..3, prop_oneof![
            Just(0), Just(1), Just(1u64 << 63), Just(u64::MAX), any::<u64>(),
        ], 0u64..100_000), 1..40),
    ) {
        let mut world = World::new(3, Some(u64::MAX));
        for (place, height, seconds) in words {
            world.pass(seconds);
            let _ = world.says(place, height, &[]);
            let _ = (world.lags(place), world.is_ahead(place), world.heights.most(world.now));
            let _ = (world.heights.best(&world.said, world.now), world.heights.had());
        }
    }
}
