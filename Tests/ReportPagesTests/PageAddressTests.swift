import Foundation
import ReportPages
import TestSupport
import Testing

/// Addresses of tracks, as a page names them.
struct PageAddressTests {
    @Test(
        "lead from the page's folder to the track, part by part",
        arguments: [
            ("/kb/a/out", "/kb/a", "l.mp3", "out/l.mp3"), ("/kb/a", "/kb/a", "l.mp3", "./l.mp3"),
            ("/kb/b/out", "/kb/a/x", "l.mp3", "../../b/out/l.mp3"),
            ("/kb/a", "/kb/a", "01 Ödland/a:b.mp3", "./01%20%C3%96dland/a%3Ab.mp3"),
            ("/kb/a", "/kb/a", "javascript:x.mp3", "./javascript%3Ax.mp3"),
            ("/kb/a", "/kb/a", "a?b#c%\".mp3", "./a%3Fb%23c%25%22.mp3"),
        ])
    func addresses(folder: String, page: String, file: String, address: String) {
        #expect(PageAddress(of: folder, from: page).address(of: file) == address)
    }

    @Test("go by what folders are, not by the links that lead to them")
    func links() throws {
        let folder = try TemporaryFolder()
        let manager = FileManager.default
        for name in ["disk/out", "home"] {
            try manager.createDirectory(
                atPath: folder.path + "/" + name, withIntermediateDirectories: true)
        }
        try manager.createSymbolicLink(
            atPath: folder.path + "/home/out", withDestinationPath: folder.path + "/disk/out")
        let address = PageAddress(of: folder.path + "/home/out", from: folder.path + "/home")
        #expect(address.address(of: "a.mp3") == "../disk/out/a.mp3")
    }
}
