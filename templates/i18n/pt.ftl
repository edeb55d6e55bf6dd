### As palavras da interface em português. As mesmas chaves de en.ftl; um teste compara os arquivos.

## Números
percent = { $number }%
percent-range = { $low }–{ $high }%

## Estrutura da página
skip-to-content = Ir para o conteúdo
motto = Ouvir o coro, nunca a voz
footer-privacy = Privacidade
staff-menu = Páginas da equipe
staff-menu-surveys = Pesquisas
staff-menu-organisation = Organização
sign-out = Sair

## Gráficos
chart-as-table = Mostrar como tabela
chart-answer = Resposta
chart-count = Respostas
chart-share = Proporção
chart-interval = Intervalo de 95%
chart-interval-of = Intervalo de 95%: { $range }

## Páginas de erro
error-400-title = Não conseguimos ler isso
error-400 = O que chegou está incompleto ou em um formato que esta página não entende. Nada foi guardado. Volte, recarregue a página e tente de novo.
error-401-title = Entre na sua conta
error-401 = Esta página é para a equipe, depois de entrar.
error-403-title = Isto não foi enviado pela nossa página
error-403 = Para proteger você, só aceitamos formulários enviados por este site. Nada foi guardado. Abra a página de novo e envie a partir dela.
error-404-title = Página não encontrada
error-404 = Não há nada neste endereço. Se você o digitou, confira letra por letra; se seguiu um link, ele pode estar desatualizado.
error-405-title = Esta página não faz isso
error-405 = O endereço está certo, mas não aceita o que foi enviado. Abra a página de novo e comece por ela.
error-408-title = Demorou demais
error-408 = A conexão estava lenta demais e paramos de esperar. Nada foi guardado. Volte e envie de novo; o que você escreveu ainda deve estar lá.
error-413-title = É demais de uma só vez
error-413 = O que você enviou é maior do que esta página aceita. Nada foi guardado. Volte e encurte os textos mais longos.
error-415-title = Não entendemos este formato
error-415 = Esta página só aceita o que o próprio formulário envia. Nada foi guardado.
error-429-title = Espere um momento
error-429 = Houve tentativas demais vindas da sua rede em pouco tempo. Tente de novo em um minuto. Não guardamos nenhum endereço para saber disso.
error-500-title = Algo deu errado do nosso lado
error-500 = O erro é nosso, não seu. Tente de novo mais tarde.
error-503-title = Estamos muito ocupados agora
error-503 = Nada se perdeu: volte e envie de novo em um minuto.
error-home = Ir para a página inicial

## O formulário
form-languages = Idiomas
form-errors-prefix = Erro:
form-errors-title = Reveja estas respostas
form-send = Enviar as minhas respostas
form-anonymous-hint = Sem conta, sem cookies, sem nome. Se escrever algo que possa identificar a sua pessoa, mostramos o que é antes de o remover.
form-optional = (opcional)
form-choose = Escolha uma opção
form-text-hint = Não escreva nomes nem contactos; os que encontrarmos são removidos.
form-between = De { $low } a { $high }.
form-band-hint = Só fica guardada a faixa em que a sua resposta se encontra.
form-date-hint = Dia, mês e ano.
form-other = Outra opção
form-other-text = Se escolheu outra opção, diga qual
form-none = Nenhuma destas opções
form-yes = Sim
form-no = Não
form-ranking-hint = Dê um lugar a cada linha: 1 é o primeiro.
form-segment = Serve para comparar grupos: esta resposta pode ser usada para mostrar como responderam pessoas em situação semelhante à sua, sempre em grupo.
form-why = O motivo desta pergunta
form-expired = Este formulário esteve aberto muito tempo ou foi alterado depois, por isso ainda nada foi enviado. As suas respostas continuam aqui: reveja-as e envie de novo.
form-busy = Estamos muito ocupados agora e não conseguimos guardar as suas respostas. Nada se perdeu: tudo o que escreveu continua aqui. Envie de novo dentro de alguns segundos.
form-too-long = Um dos seus textos é longo demais para ser guardado. Encurte-o e envie de novo.

## O que está errado num campo
problem-required = Responda a esta pergunta.
problem-not-offered = Esta resposta não está entre as opções.
problem-too-long = Use no máximo { $most } caracteres.
problem-too-few = { $least ->
    [one] Escolha pelo menos uma opção.
   *[other] Escolha pelo menos { $least } opções.
 }
problem-too-many = { $most ->
    [one] Escolha no máximo uma opção.
   *[other] Escolha no máximo { $most } opções.
 }
problem-none-with-others = “Nenhuma destas opções” não pode ser escolhida com outras respostas.
problem-other-not-chosen = Escreveu algo em “Outra opção”, mas escolheu outra resposta. Fique só com uma das duas.
problem-not-a-number = Escreva um número, como 12 ou 12,5.
problem-out-of-range = A resposta tem de ficar entre { $low } e { $high }.
problem-not-a-date = Este dia não existe. Escreva-o como ano-mês-dia, por exemplo 2026-11-21.
problem-places-unclear = Dê a cada linha um lugar diferente, ou não dê lugar a nenhuma.
problem-repeated = Esta resposta chegou mais de uma vez.
problem-unknown = O questionário não tem esta pergunta.
problem-forbidden-characters = Este texto tem caracteres invisíveis que não podemos aceitar. Escreva-o de novo.

## O que acontece com as suas respostas
panel-title = O que acontece com as suas respostas
panel-purpose = Finalidade:
panel-benefit = O que ganha com isso:
panel-anonymous = A sua participação é anónima. Não perguntamos a sua identidade nem guardamos o seu endereço, o seu dispositivo ou o momento em que respondeu.
panel-group = Os resultados só são mostrados para grupos de pelo menos { $k } pessoas. Ninguém, nem mesmo nós, vê o que uma pessoa respondeu.
panel-segments = As respostas marcadas com “serve para comparar grupos” são usadas para mostrar diferenças entre grupos grandes.
panel-kept = As suas respostas esperam encriptadas, pergunta a pergunta e sem ligação entre si, até à próxima publicação. Depois são contadas e apagadas.
panel-texts = Os textos que escrever são mostrados ao nosso pessoal sem as suas outras respostas, em ordem aleatória, e apagados { $days ->
    [one] um dia
   *[other] { $days } dias
 } depois da publicação.
panel-receipt = Depois de enviar, pode guardar um código de recibo. Com ele pode ver, alterar ou retirar o que ainda estiver à espera.
panel-network = O que isto não esconde: a empresa que fornece o seu acesso à internet pode ver que visitou este site, e o que os seus textos revelam nas entrelinhas fica como está.
panel-responsible = Responsável pelo tratamento dos dados: { $who }.
panel-more = O aviso de privacidade completo

## Rever antes de enviar
review-title = Antes de enviar: isto vai ser removido
review-lead = O seu texto contém dados que podem identificar a sua pessoa ou outras pessoas. As partes riscadas vão ser removidas; nunca são guardadas.
review-removed = vai ser removido:
review-nothing-sent = Ainda nada foi enviado.
review-send = Enviar sem estes dados
review-edit = Voltar e editar
removed-email = e-mail
removed-phone = telefone
removed-card = cartão
removed-iban = conta bancária
removed-ip = endereço de rede
removed-link = link
removed-handle = nome de conta

## Agradecimento
thanks-title = Muito obrigado
thanks-default = As suas respostas estão guardadas.
thanks-receipt = Guardar um recibo
thanks-receipt-what = Com este código, e só com ele, pode ver, alterar ou retirar as suas respostas enquanto esperam pela próxima publicação. Nós não o guardamos: se o perder, ninguém consegue encontrá-lo.
thanks-receipt-keep = Copie-o ou imprima esta página. Ninguém pode ser obrigado a mostrar um recibo que não guardou.
thanks-receipt-use = Usar um recibo
sent-before-title = Este formulário já foi enviado
sent-before = Já foram enviadas respostas a partir desta página, e não podem ser trocadas por outras. Desta vez nada foi guardado.
sent-before-fresh = Se outra pessoa quiser responder neste dispositivo, abra um formulário novo.
sent-before-open = Abrir um formulário novo
not-yet-title = Ainda não abriu
not-yet = Este questionário abre em { $day }.
closed-title = Este questionário está encerrado
closed = Neste momento não aceita respostas. Obrigado por querer ajudar.

## Recibos
receipt-title = O seu recibo
receipt-lead = Escreva o código que guardou. Mais ninguém pode abrir o recibo, e nós não temos como procurar o código.
receipt-code = Código do recibo
receipt-code-hint = 26 letras e algarismos; traços e maiúsculas não fazem diferença.
receipt-open = Mostrar as minhas respostas
receipt-wrong = Este código não abre nada aqui. Confira-o letra por letra. O código de outro questionário, ou de um período que já terminou, também não abre nada.
receipt-explained = O que ainda estiver à espera pode ser alterado ou retirado. Depois de uma publicação não resta nada individual: as suas respostas são números numa tabela, e ninguém consegue voltar a encontrá-las.
receipt-waits = À espera da próxima publicação.
receipt-left-out = Deixou esta pergunta em branco.
receipt-published = Publicada sem as suas outras respostas. Pode retirá-la; nesse caso desaparece com a próxima publicação.
receipt-taken-back = Retirada. Desaparece com a próxima publicação.
receipt-gone = Contada ou retirada: não resta nada individual.
receipt-change = Alterar
receipt-withdraw = Retirar
receipt-withdraw-all = Retirar tudo o que pode ser retirado
receipt-saved = A sua nova resposta está à espera da próxima publicação.
receipt-withdrawn = Pronto, está retirado.
receipt-too-late = Tarde demais: esta resposta já foi contada, e não resta nada individual para alterar.
receipt-segment-too-late = Uma resposta que serve para comparar grupos só pode ser alterada enquanto nenhuma das suas respostas tiver sido contada.
receipt-change-title = Alterar a sua resposta
receipt-save = Guardar
receipt-back = Voltar sem guardar

## A página da organização
home-title = Diga-nos o que pensa
home-lead = Anónimo por princípio: sem conta, sem cookies, sem nome. Ouvimos o coro, nunca a voz.
home-none = Neste momento não há nenhum questionário aberto.
home-privacy = O que acontece com as suas respostas: o aviso de privacidade

## O aviso de privacidade
privacy-title = Aviso de privacidade
privacy-lead = Este aviso é feito a partir do que o programa realmente faz: a sua configuração, os questionários publicados e as colunas da base de dados.
privacy-promise-title = Em resumo
privacy-scrubbed = Endereços de e-mail, números de telefone, de cartão e de conta, links e nomes de conta são removidos dos seus textos antes de qualquer coisa ser guardada, e pode ver o que vai ser removido.
privacy-guarantee = Seja o que for que alguém leia nos nossos resultados, agora ou mais tarde, mesmo com a ajuda de outras pessoas que responderam, a sua resposta a qualquer pergunta não marcada com “serve para comparar grupos” poderia ter sido outra.
privacy-responsible-title = Quem é responsável
privacy-nobody = Ainda não foi indicado ninguém, por isso nada pode ser publicado aqui.
privacy-responsible = Responsável pelo tratamento
privacy-contact = Contacto para assuntos de dados pessoais
privacy-officer = Encarregado da proteção de dados
privacy-ground = Fundamento jurídico
privacy-authority = Autoridade de controlo à qual pode apresentar reclamação
legal-consent = o seu consentimento, segundo o artigo 6.º, n.º 1, alínea a), do RGPD: responder é voluntário
legal-public-task = o exercício de funções de interesse público, segundo o artigo 6.º, n.º 1, alínea e), do RGPD
legal-legitimate-interest = o nosso interesse legítimo em saber o que as pessoas pensam, segundo o artigo 6.º, n.º 1, alínea f), do RGPD
privacy-data-title = O que é guardado, para quê e por quanto tempo
privacy-data-lead = Isto é tudo. Não existe nenhuma coluna para nome, endereço, dispositivo ou hora da resposta.
privacy-data-what = O quê
privacy-data-why = Para quê
privacy-data-kept = Por quanto tempo
privacy-others = O que não vem de quem responde
data-waiting-answers = Respostas à espera
data-waiting-answers-why = Para serem contadas na próxima publicação. Cada resposta é guardada à parte, encriptada com uma chave que está fora da base de dados; as respostas de uma mesma pessoa não estão ligadas entre si.
data-waiting-answers-kept = Até à próxima publicação que as possa mostrar. As respostas que se contam esperam no máximo até ao fim do período, os comentários no máximo até ao fim do questionário; depois são apagados e a sua chave é destruída.
data-sent-marks = Uma marca de que um formulário foi enviado
data-sent-marks-why = Para que o mesmo formulário enviado duas vezes conte só uma. Sem o seu código de recibo, ninguém pode saber a quem pertence.
data-sent-marks-kept = Até ao fim do período.
data-cells = Contagens encriptadas
data-cells-why = Para comparar grupos no fim do período.
data-cells-kept = Até ao fim do período; depois são apagadas e a sua chave é destruída.
data-releases = Tabelas publicadas
data-releases-why = São os resultados. Contêm contagens de grupos, nada sobre uma pessoa.
data-releases-kept = Sem limite.
data-comments = Comentários
data-comments-why = Para ler o que as pessoas escreveram, sem dados que as identifiquem, em ordem aleatória, nunca ao lado de outras respostas.
data-comments-kept = Durante os dias que cada questionário promete, ou até quem os escreveu os retirar.
data-removals = Quantos dados de identificação foram removidos
data-removals-why = Para saber que a remoção funciona. São contagens por tipo, nunca o que foi removido.
data-removals-kept = Enquanto o questionário existir.
data-surveys = Questionários e as suas versões
data-surveys-why = Para os mostrar, e para que ninguém possa mudar uma promessa mais tarde.
data-surveys-kept = Sem limite.
data-organisation = Informações sobre a organização
data-organisation-why = Para que saiba quem é responsável.
data-organisation-kept = Até serem substituídas.
data-staff = Contas e sessões do pessoal
data-staff-why = Para que só o nosso pessoal leia os resultados.
data-staff-kept = As contas, até serem removidas; as sessões, no máximo 12 horas.
data-technical = Marcas técnicas
data-technical-why = Para que cada tarefa seja feita uma só vez, por um servidor de cada vez.
data-technical-kept = Enquanto forem necessárias.
privacy-sees-title = Quem vê os dados
privacy-sees = O nosso pessoal vê as tabelas publicadas e os comentários, nada mais; não existe página para respostas individuais. Não recorremos a terceiros: nem estatísticas de visitas, nem tipos de letra, nem scripts vindos de fora. Se outra empresa mantiver o servidor por nós, ela guarda a base de dados encriptada.
privacy-surveys-title = O que cada questionário promete
privacy-rights-title = Os seus direitos
privacy-rights = Pode responder ou não, sem qualquer desvantagem. Com o seu código de recibo pode ver, corrigir e retirar o que estiver à espera, e retirar um comentário a qualquer momento. Sem ele não conseguimos encontrar as suas respostas, e mais ninguém consegue; é essa a ideia. Pode escrever-nos a qualquer momento e apresentar reclamação a uma autoridade de controlo.

## Equipe: entrar
staff-language-name = Português
staff-optional = (opcional)
staff-cancel = Cancelar
staff-problem = Há algo a corrigir
staff-email = Endereço de e-mail
staff-password = Senha
staff-sign-in = Entrar
staff-sign-in-wrong = Este e-mail e esta senha não combinam.
staff-sign-in-lost = Perdeu a senha? Quem administra esta instalação pode criar um novo link de configuração para você.
staff-setup = Defina sua senha
staff-setup-lead = Escolha a senha com que você vai entrar. Este link funciona uma só vez.
staff-setup-password = Nova senha
staff-setup-again = A mesma senha outra vez
staff-setup-hint = Pelo menos { $least } caracteres. Algumas palavras que ninguém adivinharia são melhores que sinais e números.
staff-setup-send = Definir senha e entrar
staff-setup-not-the-same = As duas senhas não são iguais. Digite as duas de novo.
staff-setup-too-short = Esta senha é curta demais: use pelo menos { $least } caracteres.
staff-setup-too-long = Esta senha é longa demais: fique abaixo de 256 caracteres.
staff-setup-common = Muita gente usa esta senha, ou ela é fácil de adivinhar. Escolha outra.
staff-setup-gone = Este link não funciona: já foi usado ou tem mais de 72 horas. Peça um novo.

## Equipe: feito
staff-done-made = Seu rascunho está pronto. Ninguém o vê até você publicar.
staff-done-saved = Salvo.
staff-done-published = Publicado.
staff-done-closed = Encerrado. O que pode ser mostrado está abaixo.

## Equipe: pesquisas
staff-surveys-none = Ainda não há nenhuma pesquisa.
staff-surveys-period = { $period }: de { $first } a { $last }
staff-surveys-next-release = Próxima publicação de resultados: { $day }
staff-surveys-changes = mudanças não publicadas
staff-period-once-name = Período único
staff-state-draft = rascunho
staff-state-opens = abre em { $day }
staff-state-open = aberta
staff-state-loaded = respostas vêm de um arquivo
staff-state-closed = encerrada
staff-tabs = Páginas desta pesquisa
staff-tab-results = Resultados
staff-tab-share = Divulgar
staff-tab-edit = Editar
staff-tab-publish = Publicar
staff-tab-close = Encerrar

## Equipe: nova pesquisa
staff-new = Nova pesquisa
staff-new-start = Com o que você quer começar?
staff-new-start-hint = Tudo pode ser mudado depois.
staff-starter-visit = Satisfação depois de uma visita
staff-starter-visit-about = Sete perguntas, dois minutos, resultados todo mês.
staff-starter-suggestions = Caixa de sugestões
staff-starter-suggestions-about = Sempre aberta: uma nota e dois textos livres, resultados todo mês.
staff-starter-product = Pesquisa de produto
staff-starter-product-about = Nove perguntas sobre uso, esforço, desejos e recomendação, resultados a cada trimestre.
staff-new-json = Minha própria definição
staff-new-json-about = Cole uma pesquisa em JSON abaixo.
staff-new-paste = Colar uma definição
staff-new-title-hint = O que as pessoas leem primeiro. Deixe vazio para manter o título que vem com a pesquisa.
staff-new-title-wrong = Este título não pode ser usado. Escolha um mais curto.
staff-new-slug = Nome no endereço
staff-new-slug-hint = Letras minúsculas, números e hífens, como visita-2026. Deixe vazio e nós criamos um. Ele não muda mais.
staff-new-slug-wrong = Use só letras minúsculas, números e hífens, no máximo 63, sem hífen no começo ou no fim.
staff-new-slug-taken = Já existe uma pesquisa com este nome. Escolha outro.
staff-new-languages = Idiomas da pesquisa
staff-new-languages-hint = Vale para as nossas pesquisas; uma definição colada traz os seus. Outros podem ser acrescentados depois.
staff-new-choose = Escolha com o que começar.
staff-new-choose-language = Escolha pelo menos um idioma.
staff-new-make = Criar rascunho
staff-save-draft = Salvar rascunho
staff-json = Editar como JSON
staff-json-lead = A definição completa. Aqui você também pode mudar o que o formulário não tem, como segmentos e as chaves das opções.
staff-json-definition = Definição
staff-json-other-slug = O nome no endereço continua “{ $slug }”: já há links para ele.

## Equipe: edição
staff-edit-problem = Ainda não salvo: há algo a corrigir
staff-edit-stale = Outra pessoa mudou esta pesquisa depois que você abriu a página. Veja em outra janela antes de salvar: salvar agora troca as mudanças dela pelas suas.
staff-edit-published = Esta pesquisa está publicada. O que você mudar aqui é um novo rascunho; as pessoas só o veem quando você publicar.
staff-edit-too-large = Esta pesquisa tem mais campos do que cabe em um formulário. Edite-a como JSON.
staff-edit-texts = Textos
staff-edit-title = Título
staff-edit-introduction = Introdução
staff-edit-introduction-hint = Fica acima da primeira pergunta. Pode ficar vazia.
staff-edit-purpose = Para que servem as respostas
staff-edit-purpose-hint = Uma promessa a quem responde: as respostas servem para isto e nada mais.
staff-edit-benefit = O que as pessoas ganham com isso
staff-edit-benefit-hint = Pode ficar vazio.
staff-edit-thanks = Agradecimento
staff-edit-thanks-hint = Fica na última página. Pode ficar vazio.
staff-edit-questions = Perguntas
staff-edit-question = Pergunta { $number }
staff-edit-question-fields = Editar esta pergunta
staff-edit-text = Pergunta
staff-edit-help = Dica abaixo da pergunta (pode ficar vazia)
staff-edit-why = Por que perguntamos (pode ficar vazio)
staff-edit-why-hint = As pessoas respondem com mais boa vontade quando sabem o motivo.
staff-edit-required = A resposta é obrigatória
staff-edit-key = Nome nos downloads
staff-edit-key-hint = Letras minúsculas, números e sublinhados. Não aparece para quem responde.
staff-edit-max-length = Texto mais longo, em caracteres
staff-edit-other = Oferecer “outro” com campo de texto
staff-edit-none = Oferecer “nenhuma destas”
staff-edit-display = Mostrar como
staff-edit-display-radio = lista de botões
staff-edit-display-dropdown = lista que se abre
staff-edit-steps = Degraus da escala (3 a 10)
staff-edit-labels = Nomes das pontas da escala
staff-edit-labels-hint = Deixe todos vazios para mostrar só números.
staff-edit-low-end = menor
staff-edit-high-end = maior
staff-edit-least = Escolher pelo menos
staff-edit-most = Escolher no máximo
staff-edit-min = Menor valor
staff-edit-max = Maior valor
staff-edit-unit = Unidade (pode ficar vazia)
staff-edit-bands = Limites das faixas que são guardadas
staff-edit-bands-hint = Do menor ao maior valor, com ponto e vírgula entre eles. Só a faixa da resposta é guardada. Deixe vazio para faixas iguais.
staff-edit-options = Opções
staff-edit-option = Opção { $number }
staff-edit-rows = Linhas
staff-edit-row = Linha { $number }
staff-edit-add-option = Acrescentar opção
staff-edit-add-row = Acrescentar linha
staff-edit-new-option = Nova { $number }
staff-edit-new-text = Nova pergunta
staff-edit-up = Mover para cima
staff-edit-down = Mover para baixo
staff-edit-remove = Remover
staff-edit-remove-question = Remover esta pergunta
staff-edit-new-kind = Tipo da nova pergunta
staff-edit-add-question = Acrescentar pergunta
staff-edit-promises = Promessas
staff-edit-group-size = Menor grupo mostrado
staff-edit-group-size-hint = Pessoas, pelo menos 5. Depois de publicado só pode aumentar.
staff-edit-retention = Dias em que os comentários são guardados
staff-edit-retention-hint = Contados a partir da publicação. Depois de publicado só pode diminuir.
staff-edit-listed = Listar esta pesquisa na página inicial enquanto estiver aberta
staff-edit-schedule = Datas e resultados
staff-edit-period = Período de apuração
staff-edit-period-hint = Um formulário permanente começa sempre um novo período.
staff-edit-period-once = um período, depois encerra
staff-edit-period-week = toda semana
staff-edit-period-month = todo mês
staff-edit-period-quarter = todo trimestre
staff-edit-tick = Os resultados aparecem
staff-edit-tick-hint = Nunca ao vivo: em dias fixos, para que ninguém veja uma resposta chegar.
staff-edit-tick-day = todo dia
staff-edit-tick-week = toda semana
staff-edit-tick-close = quando o período encerra
staff-edit-opens = Primeiro dia (pode ficar vazio)
staff-edit-opens-hint = Vazio: aberta assim que for publicada.
staff-edit-closes = Encerrada a partir deste dia (pode ficar vazio)
staff-edit-closes-hint = Vazio: uma pesquisa de período único termina em 92 dias, uma permanente continua aberta.
staff-edit-languages = Idiomas
staff-edit-default-language = Mostrado a quem não lê nenhum dos idiomas
staff-edit-new-language = Outro idioma
staff-edit-new-language-hint = O nome curto, como it ou pt-BR. Os textos começam como cópias, para você traduzir.
staff-edit-add-language = Acrescentar idioma
staff-edit-to-publish = Seguir para a publicação
staff-edit-blank = Preencha este campo.
staff-edit-blank-in = Preencha este campo em { $language }.
staff-edit-not-in-range = Informe um número inteiro de { $low } a { $high }.
staff-edit-not-a-day = Informe um dia que existe.

## Equipe: tipos de pergunta
staff-kind-statement = Texto sem resposta
staff-kind-short-text = Texto curto
staff-kind-long-text = Texto longo
staff-kind-choice = Uma de várias
staff-kind-choices = Várias de várias
staff-kind-yes-no = Sim ou não
staff-kind-rating = Nota
staff-kind-nps = Recomendação (NPS, 0 a 10)
staff-kind-csat = Satisfação (CSAT, 1 a 5)
staff-kind-ces = Esforço (CES, 1 a 7)
staff-kind-matrix = Várias notas em linhas
staff-kind-ranking = Ordem de preferência
staff-kind-number = Número
staff-kind-date = Data

## Equipe: publicar e encerrar
staff-publish-heading = Publicar este rascunho?
staff-publish-organisation = Antes de publicar, as pessoas precisam poder ler quem pergunta.
staff-publish-organisation-link = Preencher nome, endereço e contato da organização
staff-publish-refused = Assim não pode ser publicado
staff-publish-promises = O que você promete a quem responde
staff-publish-group-size = Nada é mostrado sobre menos de { $people } pessoas.
staff-publish-no-person = Ninguém, nem mesmo a sua equipe, pode ver as respostas de uma pessoa.
staff-publish-retention = { $days ->
    [one] Comentários são apagados um dia depois da publicação ({ $days }).
   *[other] Comentários são apagados { $days } dias depois da publicação.
}
staff-publish-period-once = Há um único período de apuração.
staff-publish-period-week = Um período de apuração é uma semana.
staff-publish-period-month = Um período de apuração é um mês.
staff-publish-period-quarter = Um período de apuração é um trimestre.
staff-publish-tick-day = Os resultados aparecem no máximo uma vez por dia.
staff-publish-tick-week = Os resultados aparecem uma vez por semana.
staff-publish-tick-close = Os resultados aparecem quando o período encerra.
staff-publish-opens = O formulário abre em { $day }.
staff-publish-closes = O formulário encerra em { $day }.
staff-publish-ratchet = Depois disso as promessas só podem ficar mais rígidas, nunca mais frouxas.
staff-publish-first = Vale a partir de hoje, como primeira versão.
staff-publish-at-once = Vale a partir de hoje, { $day }: só mudaram palavras ou as promessas ficaram mais rígidas.
staff-publish-next-period = Vale a partir do próximo período, { $day }. Até lá o formulário fica como está, para que as respostas sejam usadas como foi dito quando foram dadas.
staff-publish-send = Publicar
staff-publish-back = Voltar ao rascunho
staff-publish-no-draft = Não há rascunho para publicar: tudo já está publicado.
staff-publish-closed = Esta pesquisa foi encerrada de vez. Crie uma nova.
staff-publish-closes-in-the-past = O dia de encerramento já passou. Escolha um posterior.
staff-publish-refused-group-size = Foram prometidos grupos de pelo menos { $promised } pessoas; { $wished } afrouxaria isso.
staff-publish-refused-colluders = Foi prometida proteção contra { $promised } pessoas que contam as próprias respostas; { $wished } afrouxaria isso.
staff-publish-refused-retention = Foi prometido apagar comentários depois de { $promised } dias; { $wished } os guardaria por mais tempo.
staff-publish-refused-one-off = Esta pesquisa tem um período só: perguntas, finalidade e datas ficam como publicadas. As palavras podem mudar. Para o resto, encerre-a e publique outra.
staff-close-survey = Encerrar esta pesquisa de vez?
staff-close-period = Encerrar agora o período { $period }?
staff-close-form-ends = A partir de agora o formulário não aceita mais respostas.
staff-close-last-release = O que pode ser mostrado sem risco para quem respondeu é publicado agora.
staff-close-rest-deleted = Todo o resto é apagado.
staff-close-no-way-back = Não há volta.
staff-close-period-next = O formulário continua aberto: o próximo período começa já.
staff-close-unscheduled = A publicação informa que foi feita fora do calendário.
staff-close-for-good-how = Para encerrar a própria pesquisa, defina o dia de encerramento no rascunho e publique.
staff-close-send = Encerrar agora
staff-close-busy = Os resultados desta pesquisa estão sendo publicados agora. Tente de novo em um minuto.
staff-close-not-open = Esta pesquisa já está encerrada.
staff-close-early = Este período já foi encerrado mais cedo. O próximo pode ser encerrado depois de começar.

## Equipe: divulgação
staff-share-link = Link
staff-share-link-about = O mesmo link para todos: ele não diz nada sobre quem o abre.
staff-share-code = Código QR
staff-share-code-about = Para cartazes, recibos e mesas.
staff-share-code-of = Código QR de { $address }
staff-share-code-keep = Baixar como imagem (SVG)
staff-share-code-none = O endereço é longo demais para um código.
staff-share-messages = Texto para uma mensagem
staff-share-messages-about = Copie para um e-mail.
staff-share-message = Gostaríamos de ouvir você. Leva poucos minutos e não precisa de conta. Os resultados só são mostrados para { $people } pessoas ou mais juntas, então ninguém pode ver quais respostas são suas.

## Equipe: resultados
staff-results-none = Ainda não há resultados
staff-results-next = Próxima publicação: { $day }.
staff-results-rule = Os resultados aparecem em dias fixos, nunca ao vivo, e só onde pelo menos { $people } pessoas responderam e ninguém se destaca.
staff-results-withheld = Não há respostas suficientes para mostrar isto sem risco para quem respondeu.
staff-results-period = Período
staff-results-show = Mostrar
staff-results-n = { $n } responderam, { $left } deixaram em branco.
staff-results-several = Era possível escolher várias, por isso as proporções podem somar mais de 100%.
staff-results-count-of = { $count } de { $n }
staff-results-mean = Média
staff-results-nps = Net Promoter Score
staff-results-csat = Satisfeitos (4 ou 5)
staff-results-interval = { $low } a { $high }
staff-results-means = Médias
staff-results-row = Linha
staff-results-option = Opção
staff-results-answered = Responderam
staff-results-mean-place = Posição média
staff-results-place = { $place }º lugar
staff-results-yes = Sim
staff-results-no = Não
staff-results-other = Outro
staff-results-none-of-these = Nenhuma destas
staff-results-band = { $low } a { $high }
staff-results-comments = Comentários
staff-results-comments-expired = Os comentários deste período não são mais guardados.
staff-results-releases = Publicações deste período
staff-results-number = Número
staff-results-day = Dia
staff-results-responses = Respostas
staff-results-remarks = Observações
staff-results-unscheduled = fora do calendário
staff-results-loaded = respostas de um arquivo
staff-results-downloads = Baixar
staff-results-csv = Tabelas de todas as publicações (CSV)
staff-results-json = Todas as publicações (JSON)
staff-removed = Identificadores removidos dos textos até agora:
staff-removed-about = { $kind }: cerca de { $count }
staff-removed-email = endereços de e-mail
staff-removed-phone = números de telefone
staff-removed-card = números de cartão
staff-removed-iban = contas bancárias
staff-removed-ip = endereços de aparelhos
staff-removed-link = links
staff-removed-handle = nomes de conta
staff-removed-other = outros

## Equipe: organização
staff-organisation-lead = Quem é responsável pelas pesquisas. O aviso de privacidade informa isso a todos.
staff-organisation-name = Nome
staff-organisation-name-hint = Como as pessoas conhecem vocês.
staff-organisation-address = Endereço postal
staff-organisation-address-hint = Rua, cidade, país.
staff-organisation-contact = Contato para perguntas sobre dados
staff-organisation-contact-hint = Um endereço de e-mail ou um telefone.
staff-organisation-officer = Encarregado de dados
staff-organisation-officer-hint = Nome e contato, se houver.
staff-organisation-authority = Autoridade de controle
staff-organisation-authority-hint = Onde as pessoas podem reclamar.
staff-organisation-legal-ground = Base legal
staff-organisation-legal-ground-hint = Responder é voluntário, por isso o consentimento quase sempre serve.
staff-organisation-consent = Consentimento
staff-organisation-public-task = Interesse público
staff-organisation-legitimate-interest = Interesse legítimo
staff-organisation-save = Salvar
staff-organisation-missing = preencha este campo.
staff-organisation-too-long = fique dentro de { $most } caracteres.
