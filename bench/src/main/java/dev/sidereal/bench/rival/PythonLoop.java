package dev.sidereal.bench.rival;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A script of this module in Python: what people write at home.
 *
 * @param name what {@code --only} and the table call it
 * @param script its file
 * @param versions a Python expression for the versions of the libraries it needs
 * @param imports these libraries
 * @param processes how many processes share the frames, for the script that can
 */
record PythonLoop(String name, String script, String imports, String versions, int processes) implements Contender {

    private static final String NUMPY_VERSIONS = "'numpy ' + numpy.__version__ + ' on Pillow ' + PIL.__version__";

    static PythonLoop pillow() {
        return new PythonLoop("pillow", "lighten_pillow.py", "PIL", "'Pillow ' + PIL.__version__", 1);
    }

    static PythonLoop numpy() {
        return new PythonLoop("numpy", "lighten_numpy.py", "PIL, numpy", NUMPY_VERSIONS, 1);
    }

    static PythonLoop averageInFloat() {
        return new PythonLoop("numpy-float32", "average_numpy.py", "PIL, numpy", NUMPY_VERSIONS, 1);
    }

    static PythonLoop averageWithGamma() {
        return new PythonLoop("numpy-gamma", "average_gamma.py", "PIL, numpy", NUMPY_VERSIONS, 1);
    }

    static PythonLoop opencv() {
        return new PythonLoop("opencv", "lighten_opencv.py", "cv2", "'OpenCV ' + cv2.__version__", 1);
    }

    static PythonLoop opencvProcesses() {
        int processes = Runtime.getRuntime().availableProcessors();
        String versions = "'OpenCV ' + cv2.__version__ + ', " + processes + " processes'";
        return new PythonLoop("opencv-processes", "lighten_opencv.py", "cv2", versions, processes);
    }

    @Override
    public Optional<String> caveat() {
        return switch (name) {
            case "numpy-float32" -> Optional.of("mean of codes, not of light");
            case "numpy-gamma" -> Optional.of("a power of 2.2, not sRGB; 8 bits");
            default -> Optional.empty();
        };
    }

    @Override
    public Optional<String> version() {
        return interpreter().map(Program::version);
    }

    @Override
    public Invocation stack(Night night, Path out, Path scratch) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(interpreter().orElseThrow().path());
        command.add(Unpacked.file(script, scratch).toString());
        command.add(night.list().toString());
        command.add(out.toString());
        if (processes > 1) {
            command.add(String.valueOf(processes));
        }
        return Invocation.of(scratch, command);
    }

    /* The first python3 on the path need not be the one that the system's packages are installed for. */
    private Optional<Program> interpreter() {
        return Program.find(
                List.of("python3", "/usr/bin/python3", "python"),
                List.of("-c", "import " + imports + "; print('found', " + versions + ")"),
                Pattern.compile("found (.*)"));
    }
}
