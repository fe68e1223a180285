//! Student's t distribution: how far two means may differ by chance. The incomplete beta function is the continued fraction of
//! Numerical Recipes 6.4, the gamma function Lanczos's series; tests hold both against SciPy.

/// Natural logarithm of the gamma function, for x > 0.
fn ln_gamma(x: f64) -> f64 {
    const SERIES: [f64; 8] = [
        676.5203681218851,
        -1259.1392167224028,
        771.323_428_777_653_1,
        -176.615_029_162_140_6,
        12.507343278686905,
        -0.13857109526572012,
        9.984369578019572e-6,
        1.5056327351493116e-7,
    ];
    let x = x - 1.0;
    let sum =
        (1..).zip(SERIES).fold(0.999_999_999_999_809_9, |sum, (k, part): (u32, f64)| sum + part / (x + f64::from(k)));
    let t = x + 7.5;
    0.5 * std::f64::consts::TAU.ln() + (x + 0.5) * t.ln() - t + sum.ln()
}

/// The regularised incomplete beta function I_x(a, b).
fn beta(a: f64, b: f64, x: f64) -> f64 {
    if x <= 0.0 || x >= 1.0 {
        return x.clamp(0.0, 1.0);
    }
    let front = (ln_gamma(a + b) - ln_gamma(a) - ln_gamma(b) + a * x.ln() + b * (1.0 - x).ln()).exp();
    // The fraction converges fast on this side only.
    if x < (a + 1.0) / (a + b + 2.0) {
        front * fraction(a, b, x) / a
    } else {
        1.0 - front * fraction(b, a, 1.0 - x) / b
    }
}

fn fraction(a: f64, b: f64, x: f64) -> f64 {
    const TINY: f64 = 1e-300;
    let guarded = |value: f64| if value.abs() < TINY { TINY } else { value };
    let mut c = 1.0;
    let mut d = 1.0 / guarded(1.0 - (a + b) * x / (a + 1.0));
    let mut out = d;
    for m in 1..10_000 {
        let m = f64::from(m);
        let even = m * (b - m) * x / ((a + 2.0 * m - 1.0) * (a + 2.0 * m));
        let odd = -(a + m) * (a + b + m) * x / ((a + 2.0 * m) * (a + 2.0 * m + 1.0));
        let mut step = 1.0;
        for part in [even, odd] {
            d = 1.0 / guarded(1.0 + part * d);
            c = guarded(1.0 + part / c);
            step = c * d;
            out *= step;
        }
        if (step - 1.0).abs() < 1e-15 {
            break;
        }
    }
    out
}

/// Chance that a value lies farther from 0 than `t`, on either side, with `freedom` degrees of freedom (more than 0).
pub fn two_sided(t: f64, freedom: f64) -> f64 {
    if t == 0.0 { 1.0 } else { beta(freedom / 2.0, 0.5, freedom / (freedom + t * t)) }
}

/// The value which is exceeded on either side together with chance 1 - `level`: 1.96 for 0.95 and very many degrees of freedom.
pub fn reach(level: f64, freedom: f64) -> f64 {
    let outside = 1.0 - level.clamp(0.0, 1.0 - 1e-12);
    let (mut low, mut high) = (0.0, 1.0);
    while two_sided(high, freedom) > outside && high < 1e15 {
        (low, high) = (high, high * 2.0);
    }
    for _ in 0..200 {
        let middle = f64::midpoint(low, high);
        if two_sided(middle, freedom) > outside {
            low = middle;
        } else {
            high = middle;
        }
    }
    f64::midpoint(low, high)
}
