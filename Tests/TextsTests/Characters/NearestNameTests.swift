import Testing
import Texts

struct NearestNameTests {
    @Test(
        "a name is near where few letters are others",
        arguments: [("speeed", "speed"), ("Text-Files", "text_file"), ("scene", nil)]
            as [(String, String?)])
    func nearestName(name: String, known: String?) {
        #expect(nearest(to: name, among: ["speed", "text_file", "title"], within: 1) == known)
    }
}
