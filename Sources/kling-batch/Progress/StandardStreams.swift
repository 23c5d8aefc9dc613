import Foundation

/// Opens what a command was started without: standard input, output or error.
///
/// A descriptor that is closed would be that of the next file, and what is said to a person would be
/// written into the ledger.
func keepStandardStreams() {
    for stream in [STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO] where fcntl(stream, F_GETFD) == -1 {
        // The lowest number that is free is this one.
        _ = open("/dev/null", O_RDWR)
    }
}
