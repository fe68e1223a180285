//! The room campaign.
