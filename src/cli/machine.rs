//! The machine as the command line sees it: the real one, without the window's memory. A command must not change which files
//! the window calls recent, nor write into the settings folder of whoever runs it on a server.

use crate::app::{Answer, Call, ReadSeek, SystemWorld, World};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use std::io;
use std::path::{Path, PathBuf};

#[derive(Debug, Default)]
pub struct Machine(SystemWorld);

impl World for Machine {
    fn now(&self) -> Timestamp {
        self.0.now()
    }
    fn time_zone(&self) -> TimeZone {
        self.0.time_zone()
    }
    fn fill_random(&self, bytes: &mut [u8]) -> io::Result<()> {
        self.0.fill_random(bytes)
    }
    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        self.0.read(path)
    }
    fn open(&self, path: &Path) -> io::Result<Box<dyn ReadSeek>> {
        self.0.open(path)
    }
    fn write_whole(&self, path: &Path, bytes: &[u8], keep_previous: bool) -> io::Result<()> {
        self.0.write_whole(path, bytes, keep_previous)
    }
    fn remove_file(&self, path: &Path) -> io::Result<()> {
        self.0.remove_file(path)
    }
    fn create_folder(&self, path: &Path) -> io::Result<()> {
        self.0.create_folder(path)
    }
    fn exists(&self, path: &Path) -> bool {
        self.0.exists(path)
    }
    fn is_folder(&self, path: &Path) -> bool {
        self.0.is_folder(path)
    }
    fn files_in(&self, folder: &Path) -> io::Result<Vec<String>> {
        self.0.files_in(folder)
    }
    fn settings_folder(&self) -> Option<PathBuf> {
        None
    }
    fn documents_folder(&self) -> Option<PathBuf> {
        None
    }
    fn call(&self, call: &Call) -> io::Result<Answer> {
        self.0.call(call)
    }
}
