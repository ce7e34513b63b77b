//! Every screen there is: the one list from which follow the pages by their paths, the rail with its keys, and the parts
//! of the interface that are loaded later.

/// Hands the table of all screens to a macro.
///
/// First the places of the rail, in its order and that of Ctrl+1, 2, …: `Name "path" "word" Glyph Shown;`. Then the
/// screens, by group: `"path" View in Place;`, where the rail marks this place for all paths that begin so. A group is a
/// folder here of that name, which exports its views. Those of the first are there from the start, each of the others is
/// a part of its own; `with` names a view that is the whole window's and has no path. A part is loaded soon after the first
/// screen stands, one that is `loaded when_visited` not before that.
macro_rules! for_each_screen {
    ($with:ident) => {
        $with! {
            places {
                Home "/" "Home" Home Above;
                Delegates "/delegates" "Delegates" Delegates Above;
                Buckets "/buckets" "Buckets" Buckets Above;
                Activity "/activity" "Activity" Activity Above;
                Operator "/operator" "Operator" Key ToOperators;
                AddressBook "/book" "Address book" Words Below;
                Settings "/settings" "Settings" Settings Below;
            }
            start {
                "/" Home in Home;
            }
            menus with AccountMenu, EpochMenu, NetworkMenu, OtherNetworks, CopyMenu, Keyboard {}
            setup with Onboarding, Forgotten, LostSettings, Find, Keys, AddAccount {
                "/settings" Settings in Settings;
                "/rewards/:account" RewardDestination in Settings;
                "/book" AddressBook in AddressBook;
            }
            pay {
                "/send" Send in Home;
                "/receive" Receive in Home;
            }
            delegates {
                "/delegates" Delegates in Delegates;
                "/delegates/:name" DelegatePage in Delegates;
                "/network" NetworkPage in Delegates;
                "/stake" ChooseDelegate in Delegates;
                "/stake/:name" Stake in Delegates;
            }
            buckets {
                "/buckets" Buckets in Buckets;
                "/bucket" FindBucket in Buckets;
                "/bucket/:id" BucketPage in Buckets;
                "/bucket/:id/:action" BucketAct in Buckets;
            }
            plan {
                "/plan" Plan in Buckets;
                "/ladder" LadderPlanner in Buckets;
                "/calendar" Calendar in Buckets;
            }
            activity {
                "/activity" Activity in Activity;
                "/activity/:id" SubmissionPage in Activity;
                "/activity/:id/:how" ReplaceSubmission in Activity;
                "/batch" ReviewWish in Buckets;
                "/batch/:id" BatchPage in Buckets;
                "/drafts" Drafts in Activity;
                "/sequence/:wish/:id" ReviewSequence in Buckets;
                "/sequences/:id" SequencePage in Activity;
            }
            operator {
                "/operator" Operator in Operator;
                "/operator/register" RegisterDelegate in Operator;
                "/operator/:name/:deed" DelegateDeed in Operator;
            }
            gallery loaded when_visited {
                "/gallery" Gallery in Settings;
            }
        }
    };
}
