extension [UInt8] {
    /// Whether other bytes stand in these.
    ///
    /// Many times as fast as looking for a string in a string, which goes by characters.
    package func holds(_ other: [UInt8]) -> Bool {
        place(of: other, from: 0) != nil
    }

    /// Where other bytes stand in these, from front to back.
    package func places(of other: [UInt8]) -> [Int] {
        var places: [Int] = []
        while let place = place(of: other, from: places.last.map { $0 + 1 } ?? 0) {
            places.append(place)
        }
        return places
    }

    private func place(of other: [UInt8], from start: Int) -> Int? {
        guard let first = other.first, start + other.count <= count else { return nil }
        return (start...(count - other.count)).first { place in
            self[place] == first && self[place..<(place + other.count)].elementsEqual(other)
        }
    }
}
