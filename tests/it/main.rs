//! x
mod browser;
mod outside;
mod proxy;
