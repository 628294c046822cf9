#pragma once

#include <nlohmann/json.hpp>

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string>
#include <vector>

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

extern char** environ;

namespace weir_test {

/// How a program ended, and what it printed.
struct Ended {
    int status = -1;  ///< its exit status; 128 and the signal's number where one killed it
    std::string out;
    std::string err;

    [[nodiscard]] nlohmann::json json() const { return nlohmann::json::parse(out); }
};

inline std::string content_of(const std::string& path) {
    std::ifstream file{path, std::ios::binary};
    return {std::istreambuf_iterator<char>{file}, {}};
}
inline void write_content(const std::string& path, const std::string& bytes) {
    std::ofstream{path, std::ios::binary} << bytes;
}

/// A process that runs beside the test, with its output in files. Killed with the object where it still runs.
class Process {
public:
    explicit Process(std::vector<std::string> words) {
        static int number = 0;
        files_ = "process" + std::to_string(getpid()) + "." + std::to_string(number++);
        int input[2];
        if (pipe2(input, O_CLOEXEC) != 0) throw std::runtime_error{"pipe2"};
        std::vector<char*> arguments;
        for (std::string& word : words) arguments.push_back(word.data());
        arguments.push_back(nullptr);
        const std::string out = files_ + ".out", err = files_ + ".err";
        id_ = fork();
        if (id_ == 0) {
            dup2(input[0], 0);
            dup2(open(out.c_str(), O_CREAT | O_TRUNC | O_WRONLY, 0600), 1);
            dup2(open(err.c_str(), O_CREAT | O_TRUNC | O_WRONLY, 0600), 2);
            execv(arguments[0], arguments.data());
            _exit(127);
        }
        close(input[0]);
        input_ = input[1];
    }
    Process(const Process&) = delete;
    Process& operator=(const Process&) = delete;
    ~Process() {
        if (id_ > 0) {
            kill(id_, SIGKILL);
            waitpid(id_, nullptr, 0);
        }
        end_input();
        std::remove((files_ + ".out").c_str());
        std::remove((files_ + ".err").c_str());
    }

    void end_input() {
        if (input_ >= 0) close(input_);
        input_ = -1;
    }
    void send(int signal) const { kill(id_, signal); }
    [[nodiscard]] pid_t id() const { return id_; }
    /// Waits for its end.
    Ended end() {
        end_input();
        int status = 0;
        waitpid(id_, &status, 0);
        id_ = -1;
        return {WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status), content_of(files_ + ".out"),
                content_of(files_ + ".err")};
    }

private:
    std::string files_;
    pid_t id_ = -1;
    int input_ = -1;
};

/// Runs the command to its end: `run_weir({"report", "a.weir"})`.
inline Ended run_weir(std::vector<std::string> words) {
    words.insert(words.begin(), WEIR_COMMAND);
    return Process{std::move(words)}.end();
}

/// A process that records `runs` runs in each of `threads` threads, the numbers from `first` on, and what it says of
/// itself.
inline nlohmann::json work(const std::string& file, int runs, int threads, int first) {
    std::remove(file.c_str());
    const Ended ended =
        Process{{WEIR_WORKER, file, std::to_string(runs), std::to_string(threads), std::to_string(first)}}.end();
    if (ended.status != 0) throw std::runtime_error{"the worker failed: " + ended.err};
    return ended.json();
}

inline std::vector<std::string> lines_of(const std::string& text) {
    std::vector<std::string> lines;
    for (std::size_t from = 0; from < text.size();) {
        const std::size_t end = std::min(text.find('\n', from), text.size());
        lines.push_back(text.substr(from, end - from));
        from = end + 1;
    }
    return lines;
}

}  // namespace weir_test
