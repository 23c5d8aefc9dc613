/// What a refusal that closed the gate was taken for.
enum Block {
    case rate
    /// One call more than was proven within a window.
    case trial
    case atOnce
    /// The limit within a window, a moment too soon.
    case explained
}
