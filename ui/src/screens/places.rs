//! The places of the rail, and which of them a path belongs to.

use crate::kit::components::Glyph;

/// A place in the rail.
pub struct Place {
    /// Its name in the table.
    pub which: Which,
    /// Where it is.
    pub path: &'static str,
    /// Its word.
    pub name: &'static str,
    /// Its picture.
    pub glyph: Glyph,
    /// Where it stands in the rail.
    pub shown: Shown,
}

/// Where in the rail a place stands.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Shown {
    /// Above.
    Above,
    /// Above, after the others, in operator mode only. Its key comes after those of all others, which so stay the same.
    ToOperators,
    /// Below.
    Below,
}

macro_rules! places {
    (
        places { $($place:ident $home:tt $word:tt $glyph:ident $shown:ident;)* }
        $($group:ident $(with $($face:ident),+)? $(loaded $when:ident)? { $($path:tt $view:ident in $of:ident;)* })*
    ) => {
        /// The places by name.
        #[derive(Clone, Copy, PartialEq, Eq, Debug)]
        pub enum Which {
            $(
                #[doc = concat!("`", $home, "`")]
                $place,
            )*
        }

        /// The places, in the order of the rail.
        pub static PLACES: &[Place] = &[$(
            Place {
                which: Which::$place,
                path: $home,
                name: $word,
                glyph: Glyph::$glyph,
                shown: Shown::$shown,
            },
        )*];

        /// The screens' paths, and which place each belongs to.
        const PATHS: &[(&str, Which)] = &[$($(($path, Which::$of),)*)*];
    };
}

for_each_screen!(places);

/// The places to which Ctrl+1, 2, … go; to some of them in operator mode only.
pub fn by_number() -> impl Iterator<Item = &'static Place> {
    let of = |operators: bool| {
        PLACES
            .iter()
            .filter(move |place| (place.shown == Shown::ToOperators) == operators)
    };
    of(false).chain(of(true))
}

/// The place that is marked while one is at this path.
pub fn place_of(path: &str) -> Option<Which> {
    PATHS
        .iter()
        .find(|(of, _)| head(of) == head(path))
        .map(|(_, place)| *place)
}

/// What stands between the first two slashes: all screens whose paths begin so belong to one place.
fn head(path: &str) -> Option<&str> {
    path.split('/').nth(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_operators_place_has_the_last_number_and_moves_no_other() {
        let all: Vec<_> = by_number().map(|place| place.which).collect();
        let (last, others) = all.split_last().unwrap();
        assert_eq!(*last, Which::Operator);
        assert_eq!(others[4..], [Which::AddressBook, Which::Settings]);
        assert_eq!(all.len(), PLACES.len());
    }

    #[test]
    fn a_path_belongs_to_one_place() {
        for (path, place) in PATHS {
            assert_eq!(place_of(path), Some(*place), "{path}");
        }
        for place in PLACES {
            assert_eq!(place_of(place.path), Some(place.which), "{}", place.path);
        }
        assert_eq!(place_of("/bucket/7/unlock"), Some(Which::Buckets));
        assert_eq!(place_of("/drafts"), Some(Which::Activity));
        assert_eq!(place_of("/nowhere"), None);
    }
}
