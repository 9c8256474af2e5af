//! The power that a rule of adoption gives: the engine against brute force, and games whose numbers are published.

mod brute_force;
mod published;
