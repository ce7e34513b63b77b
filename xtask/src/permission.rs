//! Whether the system's packages may be installed: who would do it, and whether anybody is there to be asked.

use crate::command::{ask, on_path, program};

/// By what right apt-get would run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Right {
    /// xtask runs as root.
    Root,
    /// There is a sudo that asks for no password.
    FreeSudo,
    /// There is a sudo that asks for a password, which only somebody at the terminal can give.
    Sudo,
    /// There is neither root nor sudo.
    None,
}

/// Who could be asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Person {
    /// Somebody sits at the terminal.
    There,
    /// Somebody sits at the terminal and agreed beforehand, by `CI=true`.
    Agreed,
    /// Standard input is no terminal.
    Away,
}

/// What follows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decision {
    /// The packages are installed.
    Install,
    /// The person is asked, and the packages are installed when they agree.
    Ask,
    /// Nothing is installed, for this reason; the person does it.
    Stop(&'static str),
}

impl Right {
    /// Looks at the machine.
    pub fn here() -> Self {
        if ask(&mut program("id", ["-u"])).is_some_and(|id| id == "0") {
            Self::Root
        } else if !on_path("sudo") {
            Self::None
        } else if ask(&mut program("sudo", ["-n", "true"])).is_some() {
            Self::FreeSudo
        } else {
            Self::Sudo
        }
    }

    /// What stands before a command line that xtask runs. A sudo that need not ask must not begin to.
    pub fn prefix(self) -> &'static [&'static str] {
        match self {
            Self::Root | Self::None => &[],
            Self::FreeSudo => &["sudo", "-n"],
            Self::Sudo => &["sudo"],
        }
    }

    /// What stands before a command line that the person is told to type.
    pub fn typed(self) -> &'static [&'static str] {
        match self {
            Self::Root | Self::None => &[],
            Self::FreeSudo | Self::Sudo => &["sudo"],
        }
    }
}

/// Decides from nothing but these two, so that every case can be tested.
pub fn decide(right: Right, person: Person) -> Decision {
    use Decision::{Ask, Install, Stop};
    match (right, person) {
        (Right::None, _) => Stop("Installing needs root, and there is no sudo. As root:"),
        (Right::Sudo, Person::Away) => Stop("Nobody is there to give sudo its password. Install them with"),
        (_, Person::There) => Ask,
        (Right::Root | Right::FreeSudo, Person::Away) | (_, Person::Agreed) => Install,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn somebody_at_the_terminal_is_asked_by_whatever_right() {
        for right in [Right::Root, Right::FreeSudo, Right::Sudo] {
            assert_eq!(decide(right, Person::There), Decision::Ask, "{right:?}");
        }
    }

    #[test]
    fn who_agreed_beforehand_is_not_asked_again() {
        for right in [Right::Root, Right::FreeSudo, Right::Sudo] {
            assert_eq!(decide(right, Person::Agreed), Decision::Install, "{right:?}");
        }
    }

    #[test]
    fn where_nobody_is_there_it_goes_on_if_nothing_will_be_asked() {
        assert_eq!(decide(Right::Root, Person::Away), Decision::Install);
        assert_eq!(decide(Right::FreeSudo, Person::Away), Decision::Install);
        assert!(matches!(decide(Right::Sudo, Person::Away), Decision::Stop(_)));
    }

    #[test]
    fn without_root_and_sudo_it_stops_and_asks_nothing() {
        for person in [Person::There, Person::Agreed, Person::Away] {
            assert!(matches!(decide(Right::None, person), Decision::Stop(_)), "{person:?}");
        }
    }

    #[test]
    fn a_sudo_that_asks_nothing_is_called_so_that_it_cannot_ask() {
        assert_eq!(Right::FreeSudo.prefix(), ["sudo", "-n"]);
        assert_eq!(Right::FreeSudo.typed(), ["sudo"]);
        assert_eq!(Right::Sudo.prefix(), ["sudo"]);
        assert!(Right::Root.prefix().is_empty());
    }
}
