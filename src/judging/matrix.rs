//! Small dense symmetric matrices: the inverse of a positive definite one, and the tridiagonal form in which a shifted system is
//! solved in linear time for any number of shifts. Rows of squares lie one after another in a slice.

use super::{Stopped, Watch};

/// The Cholesky factor L of a positive definite matrix of `n` rows, below and on the diagonal; nothing when it is not positive
/// definite. Calls `watch` once a row.
pub(super) fn cholesky(matrix: &[f64], n: usize, watch: Watch<'_>) -> Result<Option<Vec<f64>>, Stopped> {
    let mut factor = vec![0.0; n * n];
    for row in 0..n {
        if !watch(row, n) {
            return Err(Stopped);
        }
        let (above, rest) = factor.split_at_mut(row * n);
        let this = &mut rest[..n];
        for column in 0..row {
            let other = &above[column * n..column * n + column];
            let sum = dot(&this[..column], other);
            this[column] = (matrix[row * n + column] - sum) / above[column * n + column];
        }
        let square = matrix[row * n + row] - dot(&this[..row], &this[..row]);
        if square.is_nan() || square <= 0.0 {
            return Ok(None);
        }
        this[row] = square.sqrt();
    }
    Ok(Some(factor))
}

/// Inverse from the Cholesky factor. Calls `watch` once a row.
pub(super) fn inverse(factor: &[f64], n: usize, watch: Watch<'_>) -> Result<Vec<f64>, Stopped> {
    // Rows of `lower` are columns of the inverse of L: both run along memory.
    let mut lower = vec![0.0; n * n];
    for column in 0..n {
        if !watch(column, 2 * n) {
            return Err(Stopped);
        }
        let this = &mut lower[column * n..(column + 1) * n];
        for row in column..n {
            let start = f64::from(u8::from(row == column));
            let sum = dot(&factor[row * n + column..row * n + row], &this[column..row]);
            this[row] = (start - sum) / factor[row * n + row];
        }
    }
    let mut out = vec![0.0; n * n];
    for row in 0..n {
        if !watch(n + row, 2 * n) {
            return Err(Stopped);
        }
        for column in 0..=row {
            let value = dot(&lower[row * n + row..(row + 1) * n], &lower[column * n + row..(column + 1) * n]);
            out[row * n + column] = value;
            out[column * n + row] = value;
        }
    }
    Ok(out)
}

/// Sum of products.
pub(super) fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

/// A symmetric matrix A = Q T Qᵀ as its tridiagonal T, and Qᵀb of one vector b.
pub(super) struct Tridiagonal {
    diagonal: Vec<f64>,
    beside: Vec<f64>,
    turned: Vec<f64>,
}

impl Tridiagonal {
    /// Householder's reflections.
    pub(super) fn of(mut a: Vec<f64>, n: usize, mut b: Vec<f64>) -> Self {
        for k in 0..n.saturating_sub(2) {
            let mut v: Vec<f64> = (k + 1..n).map(|row| a[row * n + k]).collect();
            let length = dot(&v, &v).sqrt();
            if dot(&v[1..], &v[1..]) == 0.0 {
                continue;
            }
            v[0] += if v[0] < 0.0 { -length } else { length };
            let half = dot(&v, &v) / 2.0;
            // A becomes A - v wᵀ - w vᵀ with w = p - (vᵀp / 2h) v and p = A v / h.
            let inner = k + 1;
            let mut w: Vec<f64> = (inner..n).map(|row| dot(&a[row * n + inner..(row + 1) * n], &v) / half).collect();
            let part = dot(&v, &w) / (2.0 * half);
            for (w, v) in w.iter_mut().zip(&v) {
                *w -= part * v;
            }
            for (row, (v_row, w_row)) in v.iter().zip(&w).enumerate() {
                let cells = &mut a[(inner + row) * n + inner..(inner + row + 1) * n];
                for (cell, (v, w)) in cells.iter_mut().zip(v.iter().zip(&w)) {
                    *cell -= v_row * w + w_row * v;
                }
            }
            // The reflected column keeps one entry.
            let first = a[inner * n + k];
            let kept = if first < 0.0 { length } else { -length };
            a[inner * n + k] = kept;
            a[k * n + inner] = kept;
            let along = dot(&b[inner..], &v) / half;
            for (b, v) in b[inner..].iter_mut().zip(&v) {
                *b -= along * v;
            }
        }
        let diagonal = (0..n).map(|row| a[row * n + row]).collect();
        let beside = (1..n).map(|row| a[row * n + row - 1]).collect();
        Self { diagonal, beside, turned: b }
    }

    /// ln |A + shift I| and bᵀ (A + shift I)⁻¹ b.
    pub(super) fn shifted(&self, shift: f64) -> (f64, f64) {
        let (mut log, mut product) = (0.0, 0.0);
        let (mut pivot, mut carried): (f64, f64) = (1.0, 0.0);
        for (k, (diagonal, b)) in self.diagonal.iter().zip(&self.turned).enumerate() {
            let beside = if k == 0 { 0.0 } else { self.beside[k - 1] };
            let factor = beside / pivot;
            carried = b - factor * carried;
            // Rounding must not make the matrix indefinite.
            pivot = (diagonal + shift - factor * beside).max(shift * 1e-9);
            log += pivot.ln();
            product += carried * carried / pivot;
        }
        (log, product)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::judging::dice::Dice;
    use crate::judging::unwatched;

    fn random(n: usize) -> (Vec<f64>, Vec<f64>) {
        let mut dice = Dice::of("matrix");
        let root: Vec<f64> = (0..n * n).map(|_| dice.normal()).collect();
        let mut a = vec![0.0; n * n];
        for row in 0..n {
            for column in 0..n {
                a[row * n + column] = dot(&root[row * n..(row + 1) * n], &root[column * n..(column + 1) * n]);
            }
        }
        (a, (0..n).map(|_| dice.normal()).collect())
    }

    #[test]
    fn an_inverse_undoes_and_the_tridiagonal_form_agrees() {
        for n in [1, 2, 3, 7, 20] {
            let (mut a, b) = random(n);
            let form = Tridiagonal::of(a.clone(), n, b.clone());
            for row in 0..n {
                a[row * n + row] += 0.7;
            }
            let factor = cholesky(&a, n, &mut unwatched).unwrap().unwrap();
            let inverse = inverse(&factor, n, &mut unwatched).unwrap();
            for row in 0..n {
                for column in 0..n {
                    let cell: f64 = (0..n).map(|k| a[row * n + k] * inverse[k * n + column]).sum();
                    assert!((cell - f64::from(u8::from(row == column))).abs() < 1e-8, "{n}: {row} {column} {cell}");
                }
            }
            let (log, product) = form.shifted(0.7);
            let expected_log: f64 = (0..n).map(|row| 2.0 * factor[row * n + row].ln()).sum();
            let solved: Vec<f64> = (0..n).map(|row| dot(&inverse[row * n..(row + 1) * n], &b)).collect();
            assert!((log - expected_log).abs() < 1e-8, "{n}: {log} {expected_log}");
            assert!((product - dot(&solved, &b)).abs() < 1e-8, "{n}: {product}");
        }
        assert_eq!(cholesky(&[1.0, 2.0, 2.0, 1.0], 2, &mut unwatched), Ok(None));
    }
}
