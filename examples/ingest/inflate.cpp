#include "inflate.hpp"

#include "error.hpp"

#include <new>

#include <zlib.h>

namespace ingest {

namespace {

class GzipStream {
public:
    explicit GzipStream(const std::string& bytes) {
        constexpr int largest_window_and_gzip_header = 15 + 16;
        if (inflateInit2(&stream_, largest_window_and_gzip_header) != Z_OK) throw std::bad_alloc{};
        // zlib only reads it; where ZLIB_CONST is not set its interface does not say so.
        stream_.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
        stream_.avail_in = static_cast<uInt>(bytes.size());
    }
    GzipStream(const GzipStream&) = delete;
    GzipStream& operator=(const GzipStream&) = delete;
    ~GzipStream() { inflateEnd(&stream_); }

    z_stream& operator*() noexcept { return stream_; }
    z_stream* operator->() noexcept { return &stream_; }

private:
    z_stream stream_{};
};

/// Whether another member follows. Zeros may: tapes and disks pad with them.
bool goes_on(GzipStream& stream) {
    while (stream->avail_in > 0 && *stream->next_in == 0) ++stream->next_in, --stream->avail_in;
    return stream->avail_in > 0;
}

std::string unpack(const FileBytes& file) {
    GzipStream stream{file.bytes};
    std::string out;
    char chunk[std::size_t{1} << 16];
    for (;;) {
        stream->next_out = reinterpret_cast<Bytef*>(chunk);
        stream->avail_out = sizeof chunk;
        const int status = inflate(&*stream, Z_NO_FLUSH);
        const auto offset = [&] { return " at byte " + std::to_string(file.bytes.size() - stream->avail_in); };
        if (status == Z_MEM_ERROR) throw std::bad_alloc{};
        if (status == Z_BUF_ERROR)
            throw IngestError{Fault::not_gzip, "gzip data ends too early" + offset(), *file.source};
        if (status != Z_OK && status != Z_STREAM_END)
            throw IngestError{Fault::not_gzip,
                              "gzip data is damaged" + offset() +
                                  (stream->msg != nullptr ? std::string{", "} + stream->msg : ""),
                              *file.source};
        out.append(chunk, sizeof chunk - stream->avail_out);
        if (out.size() > largest_file)
            throw IngestError{Fault::too_large, "unpacks to more than " + std::to_string(largest_file >> 20) + " MB",
                              *file.source};
        if (status == Z_STREAM_END) {
            if (!goes_on(stream)) return out;
            inflateReset(&*stream);
        }
    }
}

}  // namespace

Inflated Inflate::operator()(const FileBytes& file) const {
    if (file.source->path.extension() != ".gz") return {&file, {}, false};
    return {&file, unpack(file), true};
}

}  // namespace ingest
