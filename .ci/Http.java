import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** One HTTP request from a shell script, on a machine that has a JDK and perhaps no curl. */
public class Http {
  public static void main(String[] a) throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(a[1]));
    request.method(a[0], a[2].isEmpty()
        ? HttpRequest.BodyPublishers.noBody()
        : HttpRequest.BodyPublishers.ofString(a[2]));
    for (int i = 3; i < a.length; i++) {
      String[] header = a[i].split(": ", 2);
      request.header(header[0], header[1]);
    }
    HttpResponse<String> answer =
        HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
    System.out.println(answer.body());
    if (answer.statusCode() / 100 != 2) {
      System.err.println("HTTP " + answer.statusCode());
      System.exit(1);
    }
  }
}
