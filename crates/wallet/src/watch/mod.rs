//! What goes on by itself while a network is open.

mod arrivals;
mod eras;
mod forks;
mod head;
mod idle;
mod searches;
mod sequences;
mod submissions;
