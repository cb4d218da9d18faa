import CommandTesting
public import GPU
import Foundation

/// A driver of a GPU that is none: the process's memory is the card's, and a kernel is the very source that a GPU is
/// given, compiled by Clang and run for one place after the other. What was put into a stream is done at once.
public enum StandInDriver {
    private static let library = Result { try build() }

    /// A card of it that has its kernels. Memory of more than `StandInDriver.most` bytes at a time is refused.
    public static func card(_ number: Int = 0) throws -> CUDACard {
        let card = try CUDACard(number, driverLibrary: library.get())
        try PictureKernels.load([UInt8]("stand-in".utf8) + [0], on: card)
        return card
    }

    /// Bytes.
    public static let most = 1 << 28

    /// The number of a card that copies nothing back to the host.
    public static let cardWithoutCopies = 3

    /// What CUDA has and C lacks.
    private static let before = """
        typedef struct { unsigned int x, y; } place;
        static _Thread_local place blockIdx, blockDim = {1, 1}, threadIdx;
        #define __device__
        #define __global__

        """

    /// The functions of the CUDA Driver API that are used, over the process's own memory.
    private static let driver = """

        extern "C" {
        void *malloc(unsigned long); void free(void *); void *memcpy(void *, const void *, unsigned long);
        int strcmp(const char *, const char *);
        typedef unsigned long long address;
        static char anything, contexts[4];
        static _Thread_local void *current;
        static const char *words[] = {"no error", "invalid argument", "out of memory"};
        int cuInit(unsigned) { return 0; }
        int cuGetErrorString(int code, const char **text) {
            *text = code <= 2 ? words[code] : code == 101 ? "invalid device ordinal"
                : code == 700 ? "an illegal address" : "device kernel image is invalid";
            return 0;
        }
        int cuDeviceGet(int *device, int number) { *device = number; return number < 0 || number > 3 ? 101 : 0; }
        int cuDeviceGetAttribute(int *value, int which, int) { *value = which == 75 ? 9 : 0; return 0; }
        int cuDevicePrimaryCtxRetain(void **made, int device) { *made = &contexts[device]; return 0; }
        int cuDevicePrimaryCtxRelease_v2(int) { return 0; }
        int cuCtxPushCurrent_v2(void *context) { current = context; return 0; }
        int cuCtxPopCurrent_v2(void **popped) { *popped = &anything; return 0; }
        int cuMemAlloc_v2(address *made, unsigned long count) {
            if (count > MOST) return 2;
            *made = (address)malloc(count); return *made ? 0 : 2;
        }
        int cuMemFree_v2(address memory) { free((void *)memory); return 0; }
        int cuMemAllocHost_v2(void **made, unsigned long count) {
            if (count > MOST) return 2;
            *made = malloc(count); return *made ? 0 : 2;
        }
        int cuMemFreeHost(void *memory) { free(memory); return 0; }
        int cuMemcpyHtoDAsync_v2(address to, const void *from, unsigned long count, void *) {
            memcpy((void *)to, from, count); return 0;
        }
        int cuMemcpyDtoHAsync_v2(void *to, address from, unsigned long count, void *) {
            if (current == &contexts[BROKEN]) return 700;
            memcpy(to, (const void *)from, count); return 0;
        }
        int cuStreamCreate(void **made, unsigned) { *made = &anything; return 0; }
        int cuStreamDestroy_v2(void *) { return 0; }
        int cuStreamSynchronize(void *) { return 0; }
        int cuEventCreate(void **made, unsigned) { *made = &anything; return 0; }
        int cuEventDestroy_v2(void *) { return 0; }
        int cuEventRecord(void *, void *) { return 0; }
        int cuEventSynchronize(void *) { return 0; }
        int cuStreamWaitEvent(void *, void *, unsigned) { return 0; }
        int cuModuleLoadData(void **made, const void *image) {
            *made = &anything; return strcmp((const char *)image, "stand-in") ? 200 : 0;
        }
        int cuModuleUnload(void *) { return 0; }
        int cuModuleGetFunction(void **made, void *, const char *name) {
            for (unsigned i = 0; i < sizeof kernels / sizeof *kernels; ++i)
                if (!strcmp(kernels[i].name, name)) { *made = (void *)kernels[i].run; return 0; }
            return 500;
        }
        int cuLaunchKernel(void *kernel, unsigned columns, unsigned rows, unsigned, unsigned width, unsigned height,
                           unsigned, unsigned, void *, void **arguments, void **) {
            for (threadIdx.y = 0; threadIdx.y < rows * height; ++threadIdx.y)
                for (threadIdx.x = 0; threadIdx.x < columns * width; ++threadIdx.x)
                    ((void (*)(void **))kernel)(arguments);
            return 0;
        }
        }
        """

    /// The types of a kernel's parameters, read from the source.
    private static func parameters(of kernel: String) throws -> [String] {
        let source = PictureKernels.source
        guard let start = source.range(of: "__global__ void \(kernel)("),
            let end = source.range(of: ")", range: start.upperBound..<source.endIndex)
        else { throw CocoaError(.featureUnsupported) }
        return source[start.upperBound..<end.lowerBound].split(separator: ",").map { parameter in
            let words = parameter.split { $0.isWhitespace || $0 == "*" }
            return words.dropLast().joined(separator: " ") + (parameter.contains("*") ? " *" : "")
        }
    }

    /// A function for each kernel that takes its arguments as the driver is given them.
    private static func entries() throws -> String {
        let names = ["unpack", "split", "colours"]
        let functions = try names.map { name in
            let list = try parameters(of: name).enumerated().map { "*(\($1)*)arguments[\($0)]" }
            return "static void run_\(name)(void **arguments) { \(name)(\(list.joined(separator: ", "))); }\n"
        }
        let table = names.map { "{\"\($0)\", run_\($0)}" }.joined(separator: ", ")
        let type = "struct { const char *name; void (*run)(void **); }"
        return functions.joined() + "static \(type) kernels[] = {\(table)};\n"
    }

    /// Builds the library and opens it, which then needs no file any more.
    /// - Returns: its path, by which the loader knows it.
    private static func build() throws -> String {
        let folder = FileManager.default.temporaryDirectory.appending(path: "scorevision-cuda-\(UUID())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let (source, library) = (folder.appending(path: "driver.cpp"), folder.appending(path: "driver.so"))
        try (before + PictureKernels.source + "\n" + entries() + driver)
            .write(to: source, atomically: true, encoding: .utf8)
        // The kernels' names may be those of functions in other libraries.
        let arguments = [
            "-x", "c++", "-std=c++14", "-D_Thread_local=thread_local", "-DMOST=\(most)",
            "-DBROKEN=\(cardWithoutCopies)", "-O1", "-w",
            "-fsanitize=undefined", "-fsanitize-trap=undefined", "-shared", "-fPIC", "-Wl,-Bsymbolic", "-o",
            library.path, source.path,
        ]
        try Command.run("clang", arguments)
        guard dlopen(library.path, RTLD_NOW | RTLD_LOCAL) != nil else { throw CocoaError(.executableLoad) }
        return library.path
    }
}
