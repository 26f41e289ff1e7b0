namespace Ddas.Nas.Supernet.Data;

/// <summary>The official binary version of a CIFAR data set: what its files are called and how they are laid out.</summary>
/// <param name="Name">What messages call the data set.</param>
/// <param name="Folder">The folder in the official archive.</param>
/// <param name="TrainFiles">Files of training images, in order.</param>
/// <param name="TestFiles">Files of test images.</param>
/// <param name="LabelBytes">Label bytes before each image; the last one counts.</param>
/// <param name="ImagesPerTrainFile">Images in each training file.</param>
/// <param name="ImagesPerTestFile">Images in the test file.</param>
/// <param name="Classes">The names of the classes, by label.</param>
internal sealed record CifarFormat(
    string Name, string Folder, string[] TrainFiles, string[] TestFiles, int LabelBytes, int ImagesPerTrainFile, int ImagesPerTestFile, string[] Classes)
{
    public static readonly ImageShape Shape = new(3, 32, 32);

    public static CifarFormat Cifar10 { get; } = new(
        "cifar10", "cifar-10-batches-bin", ["data_batch_1.bin", "data_batch_2.bin", "data_batch_3.bin", "data_batch_4.bin", "data_batch_5.bin"],
        ["test_batch.bin"], 1, 10_000, 10_000,
        ["airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck"]);

    public static CifarFormat Cifar100 { get; } = new(
        "cifar100", "cifar-100-binary", ["train.bin"], ["test.bin"], 2, 50_000, 10_000,
        [
            "apple", "aquarium_fish", "baby", "bear", "beaver", "bed", "bee", "beetle", "bicycle", "bottle",
            "bowl", "boy", "bridge", "bus", "butterfly", "camel", "can", "castle", "caterpillar", "cattle",
            "chair", "chimpanzee", "clock", "cloud", "cockroach", "couch", "crab", "crocodile", "cup", "dinosaur",
            "dolphin", "elephant", "flatfish", "forest", "fox", "girl", "hamster", "house", "kangaroo", "keyboard",
            "lamp", "lawn_mower", "leopard", "lion", "lizard", "lobster", "man", "maple_tree", "motorcycle", "mountain",
            "mouse", "mushroom", "oak_tree", "orange", "orchid", "otter", "palm_tree", "pear", "pickup_truck", "pine_tree",
            "plain", "plate", "poppy", "porcupine", "possum", "rabbit", "raccoon", "ray", "road", "rocket",
            "rose", "sea", "seal", "shark", "shrew", "skunk", "skyscraper", "snail", "snake", "spider",
            "squirrel", "streetcar", "sunflower", "sweet_pepper", "table", "tank", "telephone", "television", "tiger", "tractor",
            "train", "trout", "tulip", "turtle", "wardrobe", "whale", "willow_tree", "wolf", "woman", "worm",
        ]);

    public int RecordBytes => LabelBytes + (int)Shape.Bytes;

    public IEnumerable<string> Files => TrainFiles.Concat(TestFiles);

    public static CifarFormat Of(CifarVersion version) => version switch
    {
        CifarVersion.Cifar10 => Cifar10,
        CifarVersion.Cifar100 => Cifar100,
        _ => throw new ArgumentOutOfRangeException(nameof(version), version, "Unknown CIFAR version."),
    };
}
