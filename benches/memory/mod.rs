//! How much memory a bench needs.

/// Most memory this process had at once since the last call, in MB; where the system does not say, `None`.
pub fn peak_memory_mb() -> Option<f64> {
    if cfg!(target_os = "linux") {
        let status = std::fs::read_to_string("/proc/self/status").ok()?;
        let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
        // Sets the mark back to what is in use now.
        std::fs::write("/proc/self/clear_refs", "5").ok()?;
        Some(line.trim().trim_end_matches(" kB").parse::<f64>().ok()? / 1024.0)
    } else {
        None
    }
}
