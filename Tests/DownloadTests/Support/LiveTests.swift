import Testing

/// The tests with servers. One after the other: what they say of time isn't true on a machine that does ten at once.
@Suite(.serialized) enum LiveTests {}
