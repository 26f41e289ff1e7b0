using Ddas.Nas.SearchSpace;
using Ddas.Nas.Supernet.Data;
using TorchSharp;

namespace Ddas.Nas.Supernet.Tests.Data;

/// <summary>What a batch must hold, pixel by pixel.</summary>
internal static class NaiveBatch
{
    /// <summary>[b, channels, height, width] of images shifted by (y, x), mirrored where flip, with an L x L square cut out where L is above 0.</summary>
    public static float[] Of(ImageDataSet set, Normalization normalization, IReadOnlyList<(int Image, int Y, int X, bool Flip, int CutY, int CutX)> plan, int cutout)
    {
        (int channels, int height, int width) = set.Shape;
        var result = new List<float>();
        foreach ((int image, int offsetY, int offsetX, bool flip, int cutY, int cutX) in plan)
        {
            for (int c = 0; c < channels; c++)
            {
                float scale = (float)(1 / (255 * normalization.Deviation[c]));
                float offset = (float)(-normalization.Mean[c] / normalization.Deviation[c]);
                for (int y = 0; y < height; y++)
                {
                    for (int x = 0; x < width; x++)
                    {
                        int row = y + offsetY, column = (flip ? width - 1 - x : x) + offsetX;
                        bool inside = row >= 0 && row < height && column >= 0 && column < width;
                        float pixel = inside ? set.Image(image)[(((row * width) + column) * channels) + c] : 0;
                        float value = pixel * scale;
                        value += offset;
                        bool cut = cutout > 0 && y >= cutY - (cutout / 2) && y < cutY + (cutout / 2) && x >= cutX - (cutout / 2) && x < cutX + (cutout / 2);
                        result.Add(cut ? 0 : value);
                    }
                }
            }
        }

        return [.. result];
    }

    /// <summary>The draws of a batch, in the documented order.</summary>
    public static (int Image, int Y, int X, bool Flip, int CutY, int CutX)[] Draw(ReadOnlySpan<int> indices, ImageShape shape, AugmentationOptions options, RandomStream random)
    {
        var plan = new (int, int, int, bool, int, int)[indices.Length];
        for (int i = 0; i < indices.Length; i++)
        {
            int y = options.Padding > 0 ? random.NextInt((2 * options.Padding) + 1) - options.Padding : 0;
            int x = options.Padding > 0 ? random.NextInt((2 * options.Padding) + 1) - options.Padding : 0;
            bool flip = options.Flip && random.NextInt(2) == 1;
            int cutY = options.Cutout > 0 ? random.NextInt(shape.Height) : 0;
            int cutX = options.Cutout > 0 ? random.NextInt(shape.Width) : 0;
            plan[i] = (indices[i], y, x, flip, cutY, cutX);
        }

        return plan;
    }

    /// <summary>The tensor's elements in the order of its dimensions.</summary>
    public static float[] Values(torch.Tensor images)
    {
        using var dense = images.contiguous();
        return dense.data<float>().ToArray();
    }
}
