#pragma once

#include <string>
#include <vector>

namespace bench {

/// A library or tool of others that also tells where the time goes. It is used as its own documentation says.
struct Peer {
    std::string name;
    /// Gets it going, the threads and processes it needs among them; the reason where it can't be measured here.
    std::string (*start)();
    void (*add)();
    void (*stop)();
};

/// Those that were found when this was built.
inline std::vector<Peer>& peers() {
    static std::vector<Peer> all;
    return all;
}

/// A peer's source defines one of these.
struct PeerRegistration {
    explicit PeerRegistration(Peer peer) { peers().push_back(std::move(peer)); }
};

}  // namespace bench
