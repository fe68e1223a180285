//! What the marks of a sheet add up to: each mark as its share of the scale, weighted, on a scale of 0 to 100.

use serde::{Deserialize, Serialize};

/// A question that judges answer with a mark.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Criterion {
    /// Short and without spaces: what answers name it by.
    pub id: String,
    /// What judges read.
    pub label: String,
    /// A sentence of help; may be empty.
    #[serde(default)]
    pub hint: String,
    /// Lowest mark.
    pub least: i32,
    /// Highest mark.
    pub most: i32,
    /// Its share of the total against the other weights; more than 0.
    pub weight: f64,
    /// Marks under this one need a comment.
    #[serde(default)]
    pub comment_below: Option<i32>,
    /// Marks over this one need a comment.
    #[serde(default)]
    pub comment_above: Option<i32>,
}

impl Criterion {
    /// Whether a mark lies on the scale.
    pub fn takes(&self, mark: i32) -> bool {
        (self.least..=self.most).contains(&mark)
    }

    /// Whether a mark lies outside the band within which no comment is asked.
    pub fn asks_comment(&self, mark: i32) -> bool {
        self.comment_below.is_some_and(|edge| mark < edge) || self.comment_above.is_some_and(|edge| mark > edge)
    }

    /// The mark as its share of the scale, 0 to 1.
    fn share(&self, mark: i32) -> f64 {
        let width = f64::from(self.most) - f64::from(self.least);
        if width > 0.0 { (f64::from(mark) - f64::from(self.least)) / width } else { 1.0 }
    }
}

/// The total of a sheet, 0 to 100; nothing while a mark is missing or lies off its scale. Marks stand in the order of the criteria.
pub fn total(criteria: &[Criterion], marks: &[Option<i32>]) -> Option<f64> {
    if criteria.is_empty() || criteria.len() != marks.len() {
        return None;
    }
    let (mut sum, mut weights) = (0.0, 0.0);
    for (criterion, mark) in criteria.iter().zip(marks) {
        let mark = mark.filter(|mark| criterion.takes(*mark))?;
        sum += criterion.weight * criterion.share(mark);
        weights += criterion.weight;
    }
    (weights > 0.0).then(|| 100.0 * sum / weights)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn criterion(least: i32, most: i32, weight: f64) -> Criterion {
        Criterion {
            id: "c".into(),
            label: "C".into(),
            hint: String::new(),
            least,
            most,
            weight,
            comment_below: Some(2),
            comment_above: Some(4),
        }
    }

    #[test]
    fn totals_are_weighted_shares_and_need_every_mark() {
        let criteria = [criterion(1, 5, 3.0), criterion(0, 10, 1.0)];
        assert_eq!(total(&criteria, &[Some(5), Some(10)]), Some(100.0));
        assert_eq!(total(&criteria, &[Some(1), Some(0)]), Some(0.0));
        // (3 x 1/2 + 1 x 1/5) / 4
        assert!((total(&criteria, &[Some(3), Some(2)]).unwrap() - 42.5).abs() < 1e-12);
        assert_eq!(total(&criteria, &[Some(3), None]), None);
        assert_eq!(total(&criteria, &[Some(6), Some(2)]), None);
        assert_eq!(total(&[], &[]), None);
        assert!([1, 5].iter().all(|mark| criteria[0].asks_comment(*mark)) && !criteria[0].asks_comment(2));
    }
}
