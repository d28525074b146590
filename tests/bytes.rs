//! Frames are small enough for slow connections: the first one, each move and each letter typed in the search.

mod common;

use common::bytes::{LIMITS, Walk, median_and_worst};

#[test]
fn frames_cost_no_more_bytes_than_promised() {
    for limits in LIMITS {
        let walk = Walk::at(&limits);
        let ((move_median, move_worst), (typed_median, typed_worst)) =
            (median_and_worst(&walk.moves), median_and_worst(&walk.typed));
        for (what, bytes, most) in [
            ("the first frame", walk.first_frame, limits.first_frame),
            ("a move, in the median", move_median, limits.moves.0),
            ("a move, at worst", move_worst, limits.moves.1),
            ("a typed letter, in the median", typed_median, limits.typed.0),
            ("a typed letter, at worst", typed_worst, limits.typed.1),
        ] {
            assert!(bytes > 0, "{what} sends nothing over {}", limits.scene());
            assert!(bytes <= most, "{what} over {}: {bytes} bytes, at most {most}", limits.scene());
        }
    }
}
