extension PictureKernels {
    /// The kernels in CUDA C. They use the same integer arithmetic as the processor's code, so both give the same
    /// bytes.
    ///
    /// All parameters have 64 bits, as `CUDAKernel` passes them. A kernel runs once for each position of a grid that
    /// may extend beyond the picture.
    public static let source = #"""
        typedef unsigned char byte;
        typedef unsigned short word;

        /* The position that a thread computes. */
        #define COLUMN (int)(blockIdx.x * blockDim.x + threadIdx.x)
        #define ROW (int)(blockIdx.y * blockDim.y + threadIdx.y)

        /* Weighted sums along both axes: rows first, in 16 bits, because each sum is at most 256 times a sample. */
        static __device__ int weigh(
            const byte *plane, long long stride, int x, int y,
            const int *columns, const word *columnWeights, int columnTaps,
            const int *rows, const word *rowWeights, int rowTaps)
        {
            const byte *corner = plane + (long long)rows[y] * stride + columns[x];
            unsigned int sum = 0x8000;
            for (int column = 0; column < columnTaps; ++column) {
                unsigned int along = 0;
                for (int row = 0; row < rowTaps; ++row)
                    along += (unsigned int)corner[row * stride + column] * rowWeights[y * rowTaps + row];
                sum += (along & 0xffff) * columnWeights[x * columnTaps + column];
            }
            return (int)((sum >> 16) & 0xff);
        }

        /* Returns a sum of a colour conversion as a byte. */
        static __device__ int narrow(int sum, int offset)
        {
            const int value = ((sum + (1 << 12)) >> 13) + offset;
            return value < 0 ? 0 : value > 255 ? 255 : value;
        }

        /* Copies NV12 (luma, then pairs of U and V) to three planes. One position for each pair. */
        extern "C" __global__ void unpack(
            const byte *luma, long long lumaPitch, const byte *pairs, long long pairsPitch,
            byte *y, byte *u, byte *v, long long yStride, long long chromaStride, long long width, long long height)
        {
            const int column = COLUMN, row = ROW;
            if (column >= (width + 1) / 2 || row >= (height + 1) / 2) return;
            u[row * chromaStride + column] = pairs[row * pairsPitch + 2 * column];
            v[row * chromaStride + column] = pairs[row * pairsPitch + 2 * column + 1];
            for (int down = 0; down < 2; ++down)
                for (int right = 0; right < 2; ++right) {
                    const int sampleX = 2 * column + right, sampleY = 2 * row + down;
                    if (sampleX < width && sampleY < height)
                        y[sampleY * yStride + sampleX] = luma[sampleY * lumaPitch + sampleX];
                }
        }

        /* Converts planes to six planes of half the network's picture: luma by the parity of row and column, then U and
           V. One position for each sample of a plane. `numbers` holds the conversion: nine coefficients, the offset
           subtracted from luma, and the offsets added to the results. It is NULL if no conversion is needed. */
        extern "C" __global__ void split(
            const byte *y, const byte *u, const byte *v, long long yStride, long long chromaStride,
            const int *columns, const word *columnWeights, long long columnTaps,
            const int *rows, const word *rowWeights, long long rowTaps,
            const int *chromaColumns, const word *chromaColumnWeights, long long chromaColumnTaps,
            const int *chromaRows, const word *chromaRowWeights, long long chromaRowTaps,
            const int *numbers, byte *tensor, long long width, long long height,
            long long left, long long top, long long contentWidth, long long contentHeight)
        {
            const int column = COLUMN, row = ROW;
            if (column >= width || row >= height) return;
            const long long size = width * height;
            byte *to = tensor + row * width + column;
            const int x = column - (int)left, atY = row - (int)top;
            if (x < 0 || x >= contentWidth || atY < 0 || atY >= contentHeight) {
                for (int plane = 0; plane < 6; ++plane) to[plane * size] = plane < 4 ? 114 : 128;
                return;
            }
            int a = weigh(u, chromaStride, x, atY, chromaColumns, chromaColumnWeights, (int)chromaColumnTaps,
                          chromaRows, chromaRowWeights, (int)chromaRowTaps);
            int b = weigh(v, chromaStride, x, atY, chromaColumns, chromaColumnWeights, (int)chromaColumnTaps,
                          chromaRows, chromaRowWeights, (int)chromaRowTaps);
            for (int plane = 0; plane < 4; ++plane) {
                int value = weigh(y, yStride, 2 * x + plane % 2, 2 * atY + plane / 2, columns, columnWeights,
                                  (int)columnTaps, rows, rowWeights, (int)rowTaps);
                if (numbers)
                    value = narrow(numbers[0] * (value - numbers[9]) + numbers[1] * (a - 128) + numbers[2] * (b - 128),
                                   numbers[10]);
                to[plane * size] = (byte)value;
            }
            if (numbers) {
                const int first = a - 128, second = b - 128;
                a = narrow(numbers[4] * first + numbers[5] * second, numbers[11]);
                b = narrow(numbers[7] * first + numbers[8] * second, numbers[12]);
            }
            to[4 * size] = (byte)a;
            to[5 * size] = (byte)b;
        }

        /* Returns a chroma sample at full resolution: 3/4 of its own and 1/4 of its neighbour, along both axes. */
        static __device__ int raise(const byte *plane, long long stride, int x, int y, int width, int height)
        {
            const int near = y / 2;
            int far = y % 2 ? near + 1 : near - 1;
            far = far < 0 ? 0 : far >= height ? height - 1 : far;
            const int own = x / 2;
            int other = x % 2 ? own + 1 : own - 1;
            other = other < 0 ? 0 : other >= width ? width - 1 : other;
            const int here = 3 * plane[near * stride + own] + plane[far * stride + own];
            const int there = 3 * plane[near * stride + other] + plane[far * stride + other];
            return (3 * here + there + (x % 2 ? 7 : 8)) >> 4;
        }

        /* Converts planes to red, green and blue of the network's picture, or to blue, green and red. The results are
           bytes if `divisor` is 0, otherwise floats divided by `divisor`. One position for each pixel. Weights are
           those of the second of two neighbours, in units of 1 / 2048. */
        extern "C" __global__ void colours(
            const byte *y, const byte *u, const byte *v, long long yStride, long long chromaStride,
            long long sourceWidth, long long sourceHeight,
            const int *columns, const int *columnWeights, const int *rows, const int *rowWeights,
            const int *numbers, void *tensor, long long divisor, long long isBlueFirst, long long width,
            long long height, long long left, long long top, long long contentWidth, long long contentHeight)
        {
            const int column = COLUMN, row = ROW;
            if (column >= width || row >= height) return;
            const long long size = width * height, place = row * width + column;
            const int x = column - (int)left, atY = row - (int)top;
            int result[3] = {114, 114, 114};
            if (x >= 0 && x < contentWidth && atY >= 0 && atY < contentHeight) {
                int corner[2][2][3];
                for (int down = 0; down < 2; ++down)
                    for (int right = 0; right < 2; ++right) {
                        int sampleX = columns[x] + right, sampleY = rows[atY] + down;
                        sampleX = sampleX < sourceWidth ? sampleX : (int)sourceWidth - 1;
                        sampleY = sampleY < sourceHeight ? sampleY : (int)sourceHeight - 1;
                        const int light = y[sampleY * yStride + sampleX] - numbers[9];
                        const int chromaWidth = (int)(sourceWidth + 1) / 2, chromaHeight = (int)(sourceHeight + 1) / 2;
                        const int a = raise(u, chromaStride, sampleX, sampleY, chromaWidth, chromaHeight) - 128;
                        const int b = raise(v, chromaStride, sampleX, sampleY, chromaWidth, chromaHeight) - 128;
                        for (int colour = 0; colour < 3; ++colour)
                            corner[down][right][colour] = narrow(
                                numbers[3 * colour] * light + numbers[3 * colour + 1] * a + numbers[3 * colour + 2] * b,
                                numbers[10 + colour]);
                    }
                for (int colour = 0; colour < 3; ++colour) {
                    int along[2];
                    for (int down = 0; down < 2; ++down)
                        along[down] = corner[down][0][colour] * 2048
                            + (corner[down][1][colour] - corner[down][0][colour]) * columnWeights[x];
                    const int weight = rowWeights[atY];
                    result[colour] = ((along[0] * (2048 - weight) + along[1] * weight + (1 << 21)) >> 22) & 0xff;
                }
            }
            for (int colour = 0; colour < 3; ++colour) {
                const long long at = (isBlueFirst ? 2 - colour : colour) * size + place;
                if (divisor) ((float *)tensor)[at] = (float)result[colour] / (float)divisor;
                else ((byte *)tensor)[at] = (byte)result[colour];
            }
        }
        """#
}
