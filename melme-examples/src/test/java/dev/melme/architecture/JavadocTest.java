package dev.melme.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.DirectiveTree;
import com.sun.source.tree.ExportsTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

/** Whatever an exported package shows says what it is; the Javadoc tool checks how it is said. */
class JavadocTest {
  private static final Path ROOT = Path.of(System.getProperty("melme.root"));

  @Test
  void everything_exported_is_documented() throws IOException {
    List<Path> exported = new ArrayList<>();
    for (Path module : publishedModules()) {
      for (String name : exports(module)) {
        exported.add(module.resolveSibling(name.replace('.', '/')));
      }
    }

    List<String> missing = new ArrayList<>();
    for (Path folder : exported) {
      List<Path> sources = list(folder, "*.java");
      assertThat(sources).contains(folder.resolve("package-info.java"));
      missing.addAll(missing(sources));
    }

    assertThat(exported).isNotEmpty();
    assertThat(missing).isEmpty();
  }

  private static List<Path> publishedModules() throws IOException {
    List<Path> descriptors = new ArrayList<>();
    for (Path module : list(ROOT, "melme-*")) {
      Path descriptor = module.resolve("src/main/java/module-info.java");
      if (Files.exists(descriptor)) {
        descriptors.add(descriptor);
      }
    }
    return descriptors;
  }

  private static List<String> exports(Path descriptor) throws IOException {
    List<String> names = new ArrayList<>();
    try (Parsed parsed = Parsed.of(List.of(descriptor))) {
      for (CompilationUnitTree unit : parsed.units()) {
        for (DirectiveTree directive : unit.getModule().getDirectives()) {
          if (directive instanceof ExportsTree exports) {
            names.add(exports.getPackageName().toString());
          }
        }
      }
    }
    return names;
  }

  private static List<String> missing(List<Path> sources) throws IOException {
    try (Parsed parsed = Parsed.of(sources)) {
      MissingJavadoc search = new MissingJavadoc(ROOT, parsed.trees());
      parsed.units().forEach(unit -> search.scan(unit, null));
      return search.found();
    }
  }

  private static List<Path> list(Path folder, String glob) throws IOException {
    List<Path> paths = new ArrayList<>();
    try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, glob)) {
      found.forEach(paths::add);
    }
    paths.sort(null);
    return paths;
  }

  /** Sources, parsed but not compiled: what they refer to need not be there. */
  private record Parsed(
      StandardJavaFileManager files, DocTrees trees, List<CompilationUnitTree> units)
      implements AutoCloseable {

    static Parsed of(List<Path> sources) throws IOException {
      JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
      StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null);
      JavacTask task =
          (JavacTask)
              compiler.getTask(
                  null, files, null, null, null, files.getJavaFileObjectsFromPaths(sources));
      List<CompilationUnitTree> units = new ArrayList<>();
      task.parse().forEach(units::add);
      return new Parsed(files, DocTrees.instance(task), units);
    }

    @Override
    public void close() throws IOException {
      files.close();
    }
  }
}
