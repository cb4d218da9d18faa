/// A source of stakes.
public protocol StakeSource: Sendable {
    /// Returns the hotkey's stake on the subnet, or `nil` if the hotkey is not registered. It must answer immediately
    /// from memory, because it is called during requests.
    func stake(of hotkey: Hotkey) -> Double?
}
